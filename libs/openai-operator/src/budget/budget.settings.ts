import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';
import { pricesOf } from './model-prices.js';

const MICRO = 1_000_000;
const MINUTE_MS = 60_000;

const dollars = () =>
  z
    .string()
    .regex(/^\d{1,6}(?:\.\d{1,6})?$/, 'must be US dollars, for instance 2.50')
    .transform(Number);

/** What code fixes may cost. */
export const budgetSettings = defineSettings(
  'budget',
  z.object({
    CODEX_MAX_TOKENS_PER_FIX: integer({ min: 0, max: 1e12 })
      .default(400_000)
      .meta({ description: 'Tokens that one code fix may use, in and out together.' }),
    CODEX_MAX_TOKENS_PER_DAY: integer({ min: 0, max: 1e12 })
      .default(4_000_000)
      .meta({ description: 'Tokens that all code fixes of one day (UTC) may use.' }),
    CODEX_MAX_USD_PER_FIX: dollars()
      .default(2)
      .meta({ description: 'US dollars that one code fix may cost.' }),
    CODEX_MAX_USD_PER_DAY: dollars()
      .default(20)
      .meta({ description: 'US dollars that all code fixes of one day (UTC) may cost.' }),
    CODEX_MAX_MINUTES_PER_DAY: integer({ min: 0, max: 100_000 })
      .default(240)
      .meta({ description: 'Minutes that all code fixes of one day (UTC) may run together.' }),
    CODEX_PRICES: z.string().optional().transform(pricesOf).meta({
      description:
        'US dollars for a million tokens in and out, for each model: gpt-5=1.25/10,other=0/0. Well-known models have a price; others count as free.',
    }),
  }),
  (env) => ({
    limits: {
      perFix: { tokens: env.CODEX_MAX_TOKENS_PER_FIX, microUsd: env.CODEX_MAX_USD_PER_FIX * MICRO },
      perDay: { tokens: env.CODEX_MAX_TOKENS_PER_DAY, microUsd: env.CODEX_MAX_USD_PER_DAY * MICRO },
    },
    timePerDayMs: env.CODEX_MAX_MINUTES_PER_DAY * MINUTE_MS,
    prices: env.CODEX_PRICES,
  }),
);

export type BudgetSettings = ReturnType<typeof budgetSettings.resolve>;
