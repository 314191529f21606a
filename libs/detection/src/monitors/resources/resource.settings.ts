import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

/** Limits for CPU and memory where the pattern file names none, and how often they are checked. */
export const resourceSettings = defineSettings(
  'resources',
  z.object({
    WATCHDOG_CPU_THRESHOLD: integer({ min: 1, max: 100 })
      .default(90)
      .meta({ description: 'CPU use, in percent, above which a check counts.' }),
    WATCHDOG_MEMORY_THRESHOLD: integer({ min: 1, max: 100 })
      .default(90)
      .meta({ description: 'Memory in use (caches not counted), in percent.' }),
    WATCHDOG_CPU_CHECKS: integer({ min: 1, max: 1_000 })
      .default(3)
      .meta({ description: 'Checks in a row above a threshold that trigger a restart.' }),
    WATCHDOG_CHECK_INTERVAL: integer({ min: 500, max: 3_600_000 })
      .default(30_000)
      .meta({ description: 'Milliseconds between two checks of resources.' }),
  }),
  (env) => ({
    thresholdPercent: { cpu: env.WATCHDOG_CPU_THRESHOLD, memory: env.WATCHDOG_MEMORY_THRESHOLD },
    checks: env.WATCHDOG_CPU_CHECKS,
    intervalMs: env.WATCHDOG_CHECK_INTERVAL,
  }),
);

export type ResourceSettings = ReturnType<typeof resourceSettings.resolve>;
