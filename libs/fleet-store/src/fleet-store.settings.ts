import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

const DAY_MS = 86_400_000;

/** Where the API keeps what it knows of the fleet. */
export const fleetStoreSettings = defineSettings(
  'fleet-store',
  z.object({
    FLEET_DATABASE_URL: z
      .string()
      .regex(/^postgres(?:ql)?:\/\/\S+$/, 'must be a postgres:// URL')
      .optional()
      .meta({
        secret: true,
        description:
          'PostgreSQL database that every API of the fleet shares, for instance postgres://autoheal:password@db.example.com/autoheal. Needs FLEET_NATS_URL.',
      }),
    FLEET_KEEP_DAYS: integer({ min: 8, max: 36_500 }).default(90).meta({
      description:
        'How long the fleet database keeps events, heals, commands, incidents that are over, and hosts that gave no sign of life, in days. At least 8: for a week NATS may deliver an event once more.',
    }),
    FLEET_SILENT_SECONDS: integer({ min: 10, max: 86_400 }).default(60).meta({
      description:
        'After how many seconds without a sign of life a host of the fleet is called silent, and people are told.',
    }),
  }),
  (env) => ({
    databaseUrl: env.FLEET_DATABASE_URL,
    keepMs: env.FLEET_KEEP_DAYS * DAY_MS,
    silentMs: env.FLEET_SILENT_SECONDS * 1_000,
  }),
);

export type FleetStoreSettings = ReturnType<typeof fleetStoreSettings.resolve>;
