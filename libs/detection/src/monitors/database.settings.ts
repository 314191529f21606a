import { defineSettings } from '@app/settings';
import { z } from 'zod';

/** The database that a probe asks where it names none. */
export const databaseSettings = defineSettings(
  'probed-database',
  z.object({
    DATABASE_URL: z.string().optional().meta({
      secret: true,
      description:
        'Database that CHECK_DB_HEALTH and probes look at: postgres://, mysql://, mariadb://, redis://, rediss://, mongodb://, mongodb+srv:// or tcp://host:port.',
    }),
  }),
  (env) => ({ databaseUrl: env.DATABASE_URL }),
);

export type DatabaseSettings = ReturnType<typeof databaseSettings.resolve>;
