import { decodeCursor } from '@app/read-model';
import { z } from 'zod';

const LIMIT_RULE = 'must be a whole number from 1 to 200';
const CURSOR_RULE = 'must be the nextCursor of a page of this list';

/** Where a number comes in an address: as text, which the document calls what it stands for. */
export function wholeNumber(min: number, max: number, fallback: number, description: string) {
  const rule = `must be a whole number from ${String(min)} to ${String(max)}`;
  return z.coerce
    .number({ error: rule })
    .int(rule)
    .min(min, rule)
    .max(max, rule)
    .default(fallback)
    .describe(description);
}

/** The parameters that every list with pages takes. */
export const pageFields = {
  limit: wholeNumber(1, 200, 50, 'How many to list').refine(Number.isInteger, LIMIT_RULE),
  cursor: z
    .string()
    .max(500)
    .refine((cursor) => decodeCursor(cursor) !== undefined, CURSOR_RULE)
    .optional()
    .describe('The `nextCursor` of the page before'),
};

/** A query as the readers of lists take it. */
export function toPageQuery<
  Q extends { readonly limit: number; readonly cursor?: string | undefined },
>({ cursor, ...query }: Q) {
  return { ...query, after: cursor === undefined ? undefined : decodeCursor(cursor) };
}

export const nameField = z.string().min(1).max(500).optional();
