import { defineSettings, httpUrl, integer } from '@app/settings';
import { resolve } from 'node:path';
import { z } from 'zod';

/** How others learn that the watchdog is well. */
export const vitalSignsSettings = defineSettings(
  'vital-signs',
  z.object({
    WATCHDOG_HEARTBEAT_FILE: z.string().optional().meta({
      description: 'File that the watchdog writes the time to every few seconds while it is well.',
    }),
    WATCHDOG_HEARTBEAT_URL: httpUrl().optional().meta({
      secret: true,
      description:
        'Address that the watchdog asks with GET once a minute while it is well: a service that alerts when this stops.',
    }),
    WATCHDOG_CANARY_LIMIT_MS: integer({ min: 0, max: 3_600_000 }).default(60_000).meta({
      description:
        'How long a line that the watchdog writes for itself may take until it is detected, in milliseconds; after that the watchdog no longer calls itself well. 0 writes none.',
    }),
  }),
  (env) => ({
    file:
      env.WATCHDOG_HEARTBEAT_FILE === undefined ? undefined : resolve(env.WATCHDOG_HEARTBEAT_FILE),
    url: env.WATCHDOG_HEARTBEAT_URL,
    canaryLimitMs: env.WATCHDOG_CANARY_LIMIT_MS,
  }),
);

export type VitalSignsSettings = ReturnType<typeof vitalSignsSettings.resolve>;
