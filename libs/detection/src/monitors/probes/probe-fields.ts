import { z } from 'zod';
import { idSchema, triggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { cronSchema } from '../schedule/cron.schema.js';

const LONGEST_MS = 60_000;

const percentile = z.int().min(1).max(LONGEST_MS).optional();

const windowSchema = z
  .strictObject({
    minutes: z
      .number()
      .min(0.1)
      .max(24 * 60)
      .default(10),
    minSamples: z.int().min(1).max(10_000).default(10).meta({
      description: 'With fewer answers in the window nothing is said about it.',
    }),
    maxP50Ms: percentile,
    maxP95Ms: percentile,
    maxP99Ms: percentile,
  })
  .meta({
    description:
      'Limits for percentiles of the latencies in a sliding window; exceeding one is a failure. For triggers: a proof of a heal asks only about the answer at hand.',
  });

export type LatencyWindow = z.output<typeof windowSchema>;

/**
 * What every kind of probe has. A probe with an `action` or a `maxStreak` is a trigger of its own; one
 * without is only measured, for patterns, verification and people to read.
 */
export const probeFields = {
  ...triggerFields,
  id: idSchema,
  cron: cronSchema.default('*/30 * * * * *'),
  timeoutMs: z.int().min(10).max(LONGEST_MS).default(5_000).meta({
    description: 'No whole answer within this time is a failure.',
  }),
  maxLatencyMs: z.int().min(1).max(LONGEST_MS).optional().meta({
    description:
      'A good answer that takes longer is a failure too; default: only timeoutMs counts.',
  }),
  window: windowSchema.optional(),
} as const;

/** The fields above as any kind of probe has them. */
export type ProbeFields = z.output<z.ZodObject<typeof probeFields>>;
