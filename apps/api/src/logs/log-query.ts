import { z } from 'zod';
import { wholeNumber } from '../open-api/page-query.js';

export const logQuery = z.object({
  source: z
    .string({ error: 'must be the id of a source; GET /api/status lists them' })
    .min(1)
    .max(300)
    .meta({ description: 'Id of a source; GET /api/status lists them', examples: ['perf'] }),
  lines: wholeNumber(1, 2_000, 200, 'How many, from the end'),
});
export type LogQuery = z.output<typeof logQuery>;
