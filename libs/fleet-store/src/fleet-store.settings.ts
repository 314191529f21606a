import { defineSettings } from '@app/settings';
import { z } from 'zod';

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
  }),
  (env) => ({ databaseUrl: env.FLEET_DATABASE_URL }),
);

export type FleetStoreSettings = ReturnType<typeof fleetStoreSettings.resolve>;
