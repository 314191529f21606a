import { z } from 'zod';
import { idSchema, triggerFields } from './trigger-fields.schema.js';

const LONGEST_REGEX = 4_000;
const MOST_REGEXES = 100;
const MOST_GROUP_CAPTURES = 5;

const regexSchema = z.string().min(1).max(LONGEST_REGEX);

/** One regular expression in RE2 syntax, or several of which any may match. */
const regexesSchema = z.union([regexSchema, z.array(regexSchema).min(1).max(MOST_REGEXES)], {
  error: 'must be a regular expression or a list of them',
});

export const patternSchema = z.strictObject({
  id: idSchema,
  sources: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .meta({ description: 'Ids of the sources whose lines are looked at; default: all.' }),
  match: regexesSchema.meta({
    description: 'What a line must contain: RE2 syntax, one or a list of which any may match.',
  }),
  exclude: regexesSchema
    .optional()
    .meta({ description: 'What makes a matching line not count after all.' }),
  ignoreCase: z.boolean().optional(),
  groupBy: z
    .array(z.string().regex(/^\w+$/, 'must be the name of a capture'))
    .min(1)
    .max(MOST_GROUP_CAPTURES)
    .optional()
    .meta({ description: 'Captures whose values keep streaks, incidents and heals apart.' }),
  withinSeconds: z
    .number()
    .min(0.001)
    .max(31 * 24 * 3_600)
    .optional()
    .meta({ description: 'Matches older than this no longer count towards the streak.' }),
  resetOn: z
    .union([z.enum(['non-match', 'never']), z.strictObject({ match: regexesSchema })], {
      error: 'must be non-match, never, or { match: what a recovery line contains }',
    })
    .optional()
    .meta({ description: 'What ends a streak; default: non-match.' }),
  ...triggerFields,
});

export type PatternEntry = z.output<typeof patternSchema>;
