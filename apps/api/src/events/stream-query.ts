import { z } from 'zod';

const RULE = 'must be the id of an event of this stream';

const sequence = z.string().regex(/^\d{1,15}$/, RULE);

export const streamQuery = z.object({
  lastEventId: sequence
    .optional()
    .describe('As the header Last-Event-ID, for readers that cannot send headers'),
});

export type StreamQuery = z.output<typeof streamQuery>;

/** The sequence number to go on after; undefined: only what comes from now on. */
export function lastEventId(header: string | undefined, query: StreamQuery): number | undefined {
  const given = sequence.safeParse(header).data ?? query.lastEventId;
  return given === undefined ? undefined : Number(given);
}
