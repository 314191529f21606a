import { resolve } from 'node:path';
import { z } from 'zod';
import { flag } from './variable-types.js';
import { defineSettings } from './settings-definition.js';

/** Where things are: read by every app. */
export const platformSettings = defineSettings(
  'platform',
  z.object({
    AUTOHEAL_PROJECT_ROOT: z.string().default('.').meta({
      description: 'Folder of the watched platform: commands run here, code fixes stay inside it.',
    }),
    AUTOHEAL_DATA_DIR: z
      .string()
      .default('./data')
      .meta({ description: 'Folder of the embedded database and the lock; one watchdog each.' }),
    WATCHDOG_LOG_PATH: z
      .string()
      .default('./logs')
      .meta({ description: 'Base folder of the watched logs and of self-heal.log.' }),
    ERROR_PATTERNS_CONFIG: z
      .string()
      .default('./error-patterns.yaml')
      .meta({ description: 'The pattern file, YAML or JSON.' }),
    WATCHDOG_DEV_MODE: flag()
      .default(false)
      .meta({ description: 'Detect and alert, but never heal, whatever the patterns say.' }),
  }),
  (env) => ({
    projectRoot: resolve(env.AUTOHEAL_PROJECT_ROOT),
    dataDir: resolve(env.AUTOHEAL_DATA_DIR),
    logDir: resolve(env.WATCHDOG_LOG_PATH),
    patternsPath: resolve(env.ERROR_PATTERNS_CONFIG),
    devMode: env.WATCHDOG_DEV_MODE,
  }),
);

export type PlatformSettings = ReturnType<typeof platformSettings.resolve>;
