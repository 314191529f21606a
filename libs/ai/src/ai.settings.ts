import { defineSettings, httpUrl, integer } from '@app/settings';
import { z } from 'zod';

/** Which model, where, and how long to wait for it. */
export const aiSettings = defineSettings(
  'ai',
  z.object({
    OPENAI_API_KEY: z.string().optional().meta({
      secret: true,
      feature: 'Summaries and code fixes by a model',
      description: 'Key of the OpenAI API, or of a server that speaks its protocol.',
    }),
    OPENAI_BASE_URL: httpUrl().optional().meta({
      description:
        "Address of a compatible server, with its version, for instance http://localhost:11434/v1; by default OpenAI's own.",
    }),
    OPENAI_MODEL: z.string().default('gpt-5').meta({ description: 'Name of the model.' }),
    OPENAI_TIMEOUT_MS: integer({ min: 1_000, max: 3_600_000 }).default(120_000).meta({
      description: 'How long one question may take, its retries included, in milliseconds.',
    }),
    OPENAI_MAX_RETRIES: integer({ min: 0, max: 10 }).default(2).meta({
      description: 'How often a request that failed in passing is tried again.',
    }),
    AI_SUMMARIES_PER_DAY: integer({ min: 0, max: 100_000 }).default(200).meta({
      description: 'How often a day the model may be asked to explain an error in an alert.',
    }),
    AI_SUMMARY_TOKENS_PER_DAY: integer({ min: 0, max: 1_000_000_000 }).default(500_000).meta({
      description: 'How many tokens a day those explanations may take.',
    }),
  }),
  (env) => ({
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    model: env.OPENAI_MODEL,
    timeoutMs: env.OPENAI_TIMEOUT_MS,
    maxRetries: env.OPENAI_MAX_RETRIES,
    summaryLimits: {
      requests: env.AI_SUMMARIES_PER_DAY,
      tokens: env.AI_SUMMARY_TOKENS_PER_DAY,
    },
  }),
);

export type AiSettings = ReturnType<typeof aiSettings.resolve>;
