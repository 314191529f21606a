import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';
import { builtInDefaults } from './resolved-trigger.js';

const LONGEST_MS = 31 * 24 * 3_600_000;

/** What triggers do where the pattern file does not say. */
export const detectionSettings = defineSettings(
  'detection',
  z.object({
    WATCHDOG_COOLDOWN: integer({ min: 0, max: LONGEST_MS })
      .default(builtInDefaults.cooldownSeconds * 1_000)
      .meta({
        description:
          'Milliseconds after a heal in which the same trigger does not heal again, where the pattern file names no cooldownSeconds.',
      }),
  }),
  (env) => ({
    triggerDefaults: { ...builtInDefaults, cooldownSeconds: env.WATCHDOG_COOLDOWN / 1_000 },
  }),
);

export type DetectionSettings = ReturnType<typeof detectionSettings.resolve>;
