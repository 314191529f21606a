import type { DetectionRaised } from '@app/contracts';
import { builtInDefaults } from '../src/pattern-config/resolved-trigger.js';

/** A detection as a pattern might raise it. */
export function sampleDetection(changes: Partial<DetectionRaised> = {}): DetectionRaised {
  const { mode, cooldownSeconds, verification, loop } = builtInDefaults;
  return {
    key: 'pattern:api-crash',
    trigger: { kind: 'pattern', id: 'api-crash' },
    title: 'api crashes',
    severity: 'error',
    occurrences: 1,
    streak: { length: 1, limit: 0 },
    lastSeenAt: '2026-01-01T00:00:00.000Z',
    evidence: { records: [], captures: {}, values: {} },
    plan: { mode, cooldownSeconds, verification, loop, target: 'api' },
    ...changes,
  };
}
