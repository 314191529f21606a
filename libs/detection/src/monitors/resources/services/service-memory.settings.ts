import { defineSettings } from '@app/settings';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** Where PM2 keeps the pids of what it runs. */
export const serviceMemorySettings = defineSettings(
  'service-memory',
  z.object({
    PM2_HOME: z.string().optional().meta({ description: "PM2's folder, where it is not ~/.pm2." }),
  }),
  (env) => ({ pm2Home: env.PM2_HOME ?? join(homedir(), '.pm2') }),
);

export type ServiceMemorySettings = ReturnType<typeof serviceMemorySettings.resolve>;
