import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

export const measurementSettings = defineSettings(
  'measurements',
  z.object({
    WATCHDOG_HISTORY_DAYS: integer({ min: 1, max: 3_650 })
      .default(14)
      .meta({ description: 'How long measurements of probes and resources are kept, in days.' }),
  }),
  (env) => ({ keepMs: env.WATCHDOG_HISTORY_DAYS * 86_400_000 }),
);

export type MeasurementSettings = ReturnType<typeof measurementSettings.resolve>;
