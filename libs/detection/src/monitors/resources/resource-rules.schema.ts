import { z } from 'zod';
import { triggerFields } from '../../pattern-config/trigger-fields.schema.js';
import type { ResourceName } from './resource-kinds.js';
import { serviceMemorySchema } from './services/service-memory.schema.js';

const MOST_LOAD_PERCENT = 100_000;
const LONGEST_DELAY_MS = 60_000;

/** One watched resource. Missing limits come from the settings or from `resourceKinds`. */
const ruleFields = {
  ...triggerFields,
  checks: z.int().min(1).max(1_000).optional().meta({
    description: 'Checks in a row above the threshold that make a detection.',
  }),
} as const;

function percentRule(most: number, off: string) {
  return z
    .strictObject({
      ...ruleFields,
      thresholdPercent: z
        .number()
        .min(1)
        .max(most)
        .optional()
        .meta({ description: `Use above this counts against the resource${off}.` }),
      clearPercent: z.number().min(0).max(most).optional().meta({
        description: 'Use below this ends the trouble; default: 10 below the threshold.',
      }),
    })
    .omit({ maxStreak: true });
}

const clearRule = { path: ['clearPercent'], error: 'must not be above thresholdPercent' };
const clears = (rule: {
  thresholdPercent?: number | undefined;
  clearPercent?: number | undefined;
}): boolean =>
  rule.thresholdPercent === undefined || (rule.clearPercent ?? 0) <= rule.thresholdPercent;

const shareSchema = percentRule(100, '; 100 is never exceeded, so it is off');

const diskSchema = shareSchema.extend({
  paths: z
    .array(z.string().startsWith('/', 'must be an absolute path'))
    .min(1)
    .max(50)
    .default(['/'])
    .meta({ description: 'Each is watched for itself, by the file system that it is on.' }),
});

const eventLoopSchema = z
  .strictObject({
    ...ruleFields,
    thresholdMs: z.number().min(1).max(LONGEST_DELAY_MS).optional().meta({
      description: 'A 99th percentile above this counts against the watchdog.',
    }),
    clearMs: z.number().min(0).max(LONGEST_DELAY_MS).optional().meta({
      description: 'A delay below this ends the trouble; default: 10% below the threshold.',
    }),
  })
  .omit({ maxStreak: true })
  .refine(
    ({ thresholdMs, clearMs }) => thresholdMs === undefined || (clearMs ?? 0) <= thresholdMs,
    {
      path: ['clearMs'],
      error: 'must not be above thresholdMs',
    },
  );

/**
 * What is watched of the machine, or of the container that the watchdog runs in. CPU and memory always
 * are, with the defaults where they are left out; the others where they are named, also as `{}`.
 */
export const resourceRulesSchema = z.strictObject({
  cpu: shareSchema.refine(clears, clearRule).optional(),
  memory: shareSchema.refine(clears, clearRule).optional(),
  swap: shareSchema.refine(clears, clearRule).optional(),
  disk: diskSchema.refine(clears, clearRule).optional(),
  load: percentRule(MOST_LOAD_PERCENT, ': processes that want to run, of the cores')
    .refine(clears, clearRule)
    .optional(),
  eventLoop: eventLoopSchema.optional(),
  services: z.array(serviceMemorySchema).max(200).optional(),
});

export type ResourceRules = z.output<typeof resourceRulesSchema>;

/** What every rule may hold; which limits it has depends on its unit. */
export type ResourceRule = z.output<typeof shareSchema> & {
  readonly thresholdMs?: number | undefined;
  readonly clearMs?: number | undefined;
};

/** The rule of a resource; undefined where the file does not name it. */
export function ruleOf(rules: ResourceRules, name: ResourceName): ResourceRule | undefined {
  return rules[name];
}
