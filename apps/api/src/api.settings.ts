import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';
import { isLoopback } from './security/loopback.js';

const KEY_RULE =
  'must be set when API_HOST is not a loopback address, or everybody on the network could start code fixes. Choose a long random value, or set API_HOST to 127.0.0.1';

/** Where the API listens, and whom it lets in. */
export const apiSettings = defineSettings(
  'api',
  z
    .object({
      API_PORT: integer({ min: 0, max: 65_535 })
        .default(3001)
        .meta({ description: 'Port of the API; 0 takes any free one.' }),
      API_HOST: z.string().default('127.0.0.1').meta({
        description: 'Address that the API listens on. Beyond loopback it needs API_KEY.',
      }),
      API_KEY: z.string().optional().meta({
        description:
          'Key that callers of the API must send. Without it only this machine may call.',
        secret: true,
        feature: 'API key',
      }),
      API_BODY_LIMIT_BYTES: integer({ min: 1_024, max: 16 * 1_048_576 })
        .default(262_144)
        .meta({ description: 'Largest request body that the API reads, in bytes.' }),
      API_RATE_LIMIT_PER_MINUTE: integer({ min: 1, max: 1_000_000 })
        .default(300)
        .meta({ description: 'Requests a minute that one address may make to one route.' }),
      LOG_FORMAT: z.enum(['text', 'json'], 'must be text or json').optional().meta({
        description: 'How log lines look: text or json. Default: text on a terminal, else json.',
      }),
    })
    .refine((env) => env.API_KEY !== undefined || isLoopback(env.API_HOST), {
      path: ['API_KEY'],
      error: KEY_RULE,
    }),
  (env) => ({
    port: env.API_PORT,
    host: env.API_HOST,
    key: env.API_KEY,
    bodyLimitBytes: env.API_BODY_LIMIT_BYTES,
    rateLimitPerMinute: env.API_RATE_LIMIT_PER_MINUTE,
    logFormat: env.LOG_FORMAT ?? (process.stdout.isTTY ? 'text' : 'json'),
  }),
);

export type ApiSettings = ReturnType<typeof apiSettings.resolve>;
