import { z } from 'zod';
import { wholeNumber } from '../open-api/page-query.js';

const NAME_RULE =
  'must be cpu, memory, swap, load, event-loop, disk:PATH, probe:ID or service-memory:NAME';
const YEAR_MS = 366 * 86_400_000;
const HOUR_MS = 3_600_000;
const RANGE_RULE = 'must be before to, by a year at most';

const moment = z.union(
  [z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.coerce.number().int()],
  { error: 'must be a time as ISO 8601, or in milliseconds since the epoch' },
);

/** Which measurements to draw. Without a time, the last hour. */
export const seriesFields = z.object({
  name: z
    .string()
    .max(300)
    .regex(/^(?:cpu|memory|swap|load|event-loop|(?:disk|probe|service-memory):.+)$/, NAME_RULE)
    .meta({
      description:
        '`cpu`, `memory`, `swap`, `load`, `event-loop`, `disk:PATH`, `probe:ID` or `service-memory:NAME`',
      examples: ['cpu'],
    }),
  from: moment.optional().describe('ISO 8601, or milliseconds since the epoch'),
  to: moment.optional(),
  points: wholeNumber(1, 2_000, 300, 'Into how many points the time is summed up'),
});

export function seriesQuery(now: () => number) {
  return seriesFields
    .transform(({ name, from, to = now(), points }) => ({
      name,
      from: from ?? to - HOUR_MS,
      to,
      points,
    }))
    .refine(({ from, to }) => from < to && to - from <= YEAR_MS, {
      path: ['from'],
      error: RANGE_RULE,
    });
}
