import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

const DAY_MS = 86_400_000;

export const eventRetentionSettings = defineSettings(
  'eventRetention',
  z.object({
    EVENTS_KEEP_DAYS: integer({ min: 1, max: 36_500 }).default(90).meta({
      description:
        'How long events are kept, in days; those of open incidents, those that nobody has handled yet, and those that are not yet published to the fleet, stay.',
    }),
  }),
  (env) => ({ keepMs: env.EVENTS_KEEP_DAYS * DAY_MS }),
);

export type EventRetentionSettings = ReturnType<typeof eventRetentionSettings.resolve>;
