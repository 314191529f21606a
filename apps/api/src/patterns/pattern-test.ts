import { z } from 'zod';

const MOST_EXPRESSIONS = 50;
const LONGEST_EXPRESSION = 2_000;
const MOST_LINES = 5_000;

const expression = z.string().min(1).max(LONGEST_EXPRESSION);
const expressions = z
  .union([expression, z.array(expression).min(1).max(MOST_EXPRESSIONS)], {
    error: 'must be an expression or a list of them',
  })
  .describe('RE2 syntax; several: any of them');

export const patternTestRequest = z.strictObject({
  match: expressions,
  exclude: expressions.optional(),
  ignoreCase: z.boolean().default(false),
  lines: z.array(z.string()).max(MOST_LINES),
});
export type PatternTestRequest = z.output<typeof patternTestRequest>;

/** One expression, several or none, as a list. */
export function listOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === 'string' ? [given] : given;
}
