import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { builtInDefaults } from '../pattern-config/resolved-trigger.js';

/** Raises on every canary line; what it raises goes nowhere but to the canary. */
export const canaryPattern: ResolvedPattern = {
  id: 'canary',
  title: 'canary',
  severity: 'info',
  maxStreak: 0,
  match: ['canary [0-9a-f-]{36}$'],
  exclude: [],
  ignoreCase: false,
  groupBy: [],
  resetOn: 'never',
  plan: {
    mode: 'shadow',
    target: 'canary',
    cooldownSeconds: 0,
    verification: builtInDefaults.verification,
    loop: builtInDefaults.loop,
  },
};
