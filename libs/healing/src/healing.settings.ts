import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

const DAY_MS = 86_400_000;

/** How heals are run and asked for. */
export const healingSettings = defineSettings(
  'healing',
  z.object({
    HEAL_OUTPUT_CHARS: integer({ min: 100, max: 100_000 }).default(4_000).meta({
      description:
        "How much of the end of an action's output is kept with its heal, in characters.",
    }),
    HEAL_APPROVAL_MINUTES: integer({ min: 1, max: 10_080 }).default(60).meta({
      description: 'How long a heal waits for a person in approve mode before it expires.',
    }),
    HEAL_MAX_CONCURRENT: integer({ min: 1, max: 100 }).default(2).meta({
      description: 'How many heals may run at a time, over all targets; the others wait.',
    }),
    HEAL_KEEP_DAYS: integer({ min: 1, max: 36_500 }).default(365).meta({
      description:
        'For how many days incidents that are over stay known, with their heals and alerts.',
    }),
    HEAL_ORPHANS: z.enum(['wait', 'end']).default('wait').meta({
      description:
        "What is done at the start about a heal's command that outlived a watchdog which died: `wait` for its end, at most for the heal's time limit, or `end` it.",
    }),
  }),
  (env) => ({
    outputChars: env.HEAL_OUTPUT_CHARS,
    maxConcurrent: env.HEAL_MAX_CONCURRENT,
    keepMs: env.HEAL_KEEP_DAYS * DAY_MS,
    orphans: env.HEAL_ORPHANS,
    approvalMs: env.HEAL_APPROVAL_MINUTES * 60_000,
  }),
);

export type HealingSettings = ReturnType<typeof healingSettings.resolve>;
