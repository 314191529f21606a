import { z } from 'zod';
import { list, listShape, shape } from '../shape.js';

export const patternTestShape = shape(
  'PatternTest',
  z.object({
    matches: list(
      z.object({
        line: z.int().describe('Index into the lines that were sent, from 0'),
        captures: z.record(z.string(), z.string()),
      }),
    ),
    problems: list(z.string()).describe('Why expressions do not compile; then nothing matches'),
  }),
);
export type PatternTestView = z.output<typeof patternTestShape>;

export const suggestionShape = shape(
  'PatternSuggestion',
  z.object({
    id: z.string(),
    match: z.string().describe('RE2 syntax'),
    count: z.int().describe('Lines of this kind'),
    example: z.string(),
    source: z.string().describe('Id of the source where most of them are'),
  }),
);
export type SuggestionView = z.output<typeof suggestionShape>;

export const suggestionListShape = listShape('PatternSuggestionList', suggestionShape);
