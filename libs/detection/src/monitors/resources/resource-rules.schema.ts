import { z } from 'zod';
import { triggerFields } from '../../pattern-config/trigger-fields.schema.js';

const percentSchema = z.number().min(1).max(100);

/** One watched resource. Missing limits come from the settings, see `resourceSettings`. */
export const resourceRuleSchema = z
  .strictObject({
    ...triggerFields,
    thresholdPercent: percentSchema.optional().meta({
      description:
        'Use above this counts against the resource; 100 is never exceeded, so it is off.',
    }),
    checks: z.int().min(1).max(1_000).optional().meta({
      description: 'Checks in a row above the threshold that make a detection.',
    }),
    clearPercent: z.number().min(0).max(100).optional().meta({
      description: 'Use below this ends the trouble; default: 10 below the threshold.',
    }),
  })
  .omit({ maxStreak: true })
  .refine(
    ({ thresholdPercent, clearPercent }) =>
      thresholdPercent === undefined || (clearPercent ?? 0) <= thresholdPercent,
    { path: ['clearPercent'], error: 'must not be above thresholdPercent' },
  );

/** CPU and memory of the machine; what is left out is watched with the defaults. */
export const resourceRulesSchema = z.strictObject({
  cpu: resourceRuleSchema.optional(),
  memory: resourceRuleSchema.optional(),
});

export type ResourceRule = z.output<typeof resourceRuleSchema>;
export type ResourceRules = z.output<typeof resourceRulesSchema>;
export type ResourceName = keyof ResourceRules;
