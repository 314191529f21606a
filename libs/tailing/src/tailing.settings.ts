import { defineSettings, integer } from '@app/settings';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const MEBIBYTE = 1_048_576;
const CHUNK_BYTES = MEBIBYTE / 2;

/** How logs are read. */
export const tailingSettings = defineSettings(
  'tailing',
  z.object({
    WATCHDOG_LINE_TIMEOUT: integer({ min: 10, max: 3_600_000 }).default(5_000).meta({
      description:
        'How long the last line of a log is held for its newline after it last grew, in ms.',
    }),
    WATCHDOG_MAX_LINE_BYTES: integer({ min: 256, max: 64 * MEBIBYTE })
      .default(MEBIBYTE)
      .meta({ description: 'Lines longer than this are cut.' }),
    PM2_BIN: z.string().default('pm2').meta({
      description:
        "PM2's program: a path, or a name that is looked up in PATH and in the platform's node_modules/.bin.",
    }),
    PM2_HOME: z.string().optional().meta({ description: "PM2's folder, where it is not ~/.pm2." }),
  }),
  (env) => ({
    chunkBytes: CHUNK_BYTES,
    maxLineBytes: env.WATCHDOG_MAX_LINE_BYTES,
    lineTimeoutMs: env.WATCHDOG_LINE_TIMEOUT,
    pm2Bin: env.PM2_BIN,
    pm2Home: env.PM2_HOME ?? join(homedir(), '.pm2'),
  }),
);

export type TailingSettings = ReturnType<typeof tailingSettings.resolve>;
