import { defineSettings } from '@app/settings';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** Where PM2 is, and where it keeps what it knows. */
export const pm2Settings = defineSettings(
  'pm2',
  z.object({
    PM2_BIN: z.string().default('pm2').meta({
      description:
        "PM2's program: a path, or a name that is looked up in PATH and in the platform's node_modules/.bin.",
    }),
    PM2_HOME: z.string().optional().meta({ description: "PM2's folder, where it is not ~/.pm2." }),
  }),
  (env) => ({ pm2Bin: env.PM2_BIN, pm2Home: env.PM2_HOME ?? join(homedir(), '.pm2') }),
);

export type Pm2Settings = ReturnType<typeof pm2Settings.resolve>;
