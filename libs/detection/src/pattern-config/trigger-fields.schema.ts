import { healModes, type HealActionSpec, severities } from '@app/contracts';
import { z } from 'zod';

const LONGEST_SECONDS = 31 * 24 * 3_600;
const LONGEST_STREAK = 10_000;
const MOST_RUNGS = 10;

/** A length of time in seconds, fractions allowed, at most 31 days. */
export const secondsSchema = z.number().min(0).max(LONGEST_SECONDS);
const positiveSecondsSchema = z.number().min(0.1).max(LONGEST_SECONDS);

/** What patterns, probes and rules are called: short, so that it fits a metric label and a shell word. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 of a-z, 0-9 and -, not beginning with -');

/**
 * Any heal action. `createConfigSchema` puts the registered actions, each with its own parameters, in
 * the place of this schema wherever it stands.
 */
export const anyActionSchema = z.looseObject({
  type: z.string(),
}) satisfies z.ZodType<HealActionSpec>;

export const modeSchema = z.enum(healModes).meta({
  description: 'shadow says what it would do, approve waits for a person, auto heals.',
});
export const severitySchema = z.enum(severities);
export const maxStreakSchema = z.int().min(0).max(LONGEST_STREAK).meta({
  description: 'Matches (or failed checks) in a row that are tolerated; 2 heals on the third.',
});
export const cooldownSchema = secondsSchema.meta({
  description: 'Seconds after a heal in which the same trigger does not heal again.',
});

export const verificationSchema = z
  .strictObject({
    windowSeconds: secondsSchema.meta({
      description: 'The trigger must stay silent for this long after the action ended.',
    }),
    settleSeconds: secondsSchema.meta({
      description: 'Lines this soon after the action are forgiven.',
    }),
    probe: idSchema.meta({ description: 'The probe that must answer well through the window.' }),
  })
  .partial();

export const loopSchema = z
  .strictObject({
    maxHeals: z.int().min(1).max(1_000).meta({ description: 'Heals allowed in the window.' }),
    windowSeconds: positiveSecondsSchema,
    maxHealsPerDay: z.int().min(1).max(10_000).meta({
      description:
        'Heals allowed within 24 hours, by default four times maxHeals: it stops loops that are too slow for the window.',
    }),
    pauseSeconds: positiveSecondsSchema.meta({
      description: 'How long an open loop waits before its one trial heal.',
    }),
    backoffSeconds: secondsSchema.meta({
      description: 'The first wait after an ineffective heal; doubles with each further one.',
    }),
  })
  .partial();

/**
 * What a pattern, a probe and a resource rule have in common: what to call the trouble, and what to do
 * about it. All optional; `resolveTrigger` fills what is missing from the file's defaults.
 *
 * Spread it into the shape of a strict object; give it no defaults of your own.
 */
export const triggerFields = {
  mode: modeSchema.optional(),
  severity: severitySchema.optional(),
  title: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'What people call this trouble; default: the id.' }),
  target: z
    .string()
    .regex(
      /^(?:[\w.@/-]|\$\{\w+\}){1,100}$/,
      'must be 1 to 100 letters, digits or . _ @ / -, or ${capture}',
    )
    .optional()
    .meta({ description: 'The service that is healed; default: what the action names.' }),
  action: anyActionSchema.optional(),
  escalate: z.array(anyActionSchema).min(1).max(MOST_RUNGS).optional().meta({
    description:
      'What is tried next, in this order, each only after the one before has proved ineffective.',
  }),
  cooldownSeconds: cooldownSchema.optional(),
  verification: verificationSchema.optional(),
  loop: loopSchema.optional(),
  runbook: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  maxStreak: maxStreakSchema.optional(),
} as const;

export type TriggerFields = z.output<z.ZodObject<typeof triggerFields>>;
