import { defineSettings, httpUrl, integer, list } from '@app/settings';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { commandText } from './command-text.js';

/** What the heal actions read. PM2_HOME is here too, so that it may stand in a `.env` file. */
export const healActionSettings = defineSettings(
  'heal-actions',
  z.object({
    HEAL_COMMAND: z.string().optional().meta({
      description:
        'Shell text that GENERAL_RESTART runs in AUTOHEAL_PROJECT_ROOT. By default: git pull --ff-only where the branch has an upstream, install by the lockfile, npm run build --if-present, then restart by PM2 or npm run restart.',
    }),
    HEAL_RELEASE_FILE: z.string().optional().meta({
      description:
        'YAML or JSON file of what `release` holds in a pattern file: GENERAL_RESTART then goes by the strategy release wherever neither the action nor HEAL_COMMAND says otherwise.',
    }),
    HEAL_PASS_ENV: list().default([]).meta({
      description: 'Names of environment variables that heal commands may see, comma-separated.',
    }),
    PM2_BIN: z.string().default('pm2').meta({
      description:
        "PM2's program: a path, or a name that is looked up in PATH and in the platform's node_modules/.bin.",
    }),
    PM2_HOME: z.string().optional().meta({
      description: "PM2's folder, where it is not ~/.pm2.",
    }),
    CODEX_API_URL: httpUrl().default('http://localhost:3001').meta({
      description: 'Base address of the API that fixes code.',
    }),
    CODEX_TRIGGER_URL: httpUrl().optional().meta({
      description:
        'Where CODEX_FIX_FILE asks for a fix; by default /api/codex/suggest-fix below CODEX_API_URL.',
    }),
    API_KEY: z.string().optional().meta({
      secret: true,
      description: 'Key of the API, sent with each request for a code fix.',
    }),
    DB_HEALTH_SCRIPT: commandText().optional().meta({
      description:
        'Program that CHECK_DB_HEALTH runs instead of its own check: a path, or a JSON array of the program and its arguments. Exit code 0 means healthy.',
    }),
    DATABASE_URL: z.string().optional().meta({
      secret: true,
      description:
        'Database that CHECK_DB_HEALTH and probes look at: postgres://, mysql://, mariadb://, redis://, rediss://, mongodb://, mongodb+srv:// or tcp://host:port.',
    }),
    DB_HEALTH_MAX_LATENCY_MS: integer({ min: 1, max: 86_400_000 }).optional().meta({
      description: 'A database whose check takes longer is not healthy.',
    }),
    DB_HEALTH_MAX_CONNECTIONS_PERCENT: integer({ min: 1, max: 100 }).optional().meta({
      description: 'A database with more of its connections in use is not healthy.',
    }),
    DB_HEALTH_MAX_REPLICATION_LAG_SECONDS: integer({ min: 0, max: 86_400_000 }).optional().meta({
      description: 'A database with a replica further behind is not healthy.',
    }),
    DB_HEALTH_MAX_STORAGE_PERCENT: integer({ min: 1, max: 100 }).optional().meta({
      description:
        'A database whose disk (MongoDB; MariaDB with its plugin disks) or allowed memory (Redis with maxmemory) is fuller is not healthy.',
    }),
    DB_HEALTH_MAX_DATA_MB: integer({ min: 1, max: 1_000_000_000 }).optional().meta({
      description: 'A database with more MiB of data is not healthy.',
    }),
  }),
  (env) => ({
    healCommand: env.HEAL_COMMAND,
    releaseFile: env.HEAL_RELEASE_FILE,
    passEnv: env.HEAL_PASS_ENV,
    pm2Bin: env.PM2_BIN,
    pm2Home: env.PM2_HOME ?? join(homedir(), '.pm2'),
    codexTriggerUrl:
      env.CODEX_TRIGGER_URL ?? `${env.CODEX_API_URL.replace(/\/+$/, '')}/api/codex/suggest-fix`,
    apiKey: env.API_KEY,
    dbHealthScript: env.DB_HEALTH_SCRIPT,
    databaseUrl: env.DATABASE_URL,
    dbHealthLimits: {
      maxLatencyMs: env.DB_HEALTH_MAX_LATENCY_MS,
      maxConnectionsPercent: env.DB_HEALTH_MAX_CONNECTIONS_PERCENT,
      maxReplicationLagSeconds: env.DB_HEALTH_MAX_REPLICATION_LAG_SECONDS,
      maxStoragePercent: env.DB_HEALTH_MAX_STORAGE_PERCENT,
      maxDataMb: env.DB_HEALTH_MAX_DATA_MB,
    },
  }),
);

export type HealActionSettings = ReturnType<typeof healActionSettings.resolve>;
