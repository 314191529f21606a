import { z } from 'zod';
import { list, shape } from './shape.js';

/** The last row of a page: the next page begins after it. */
export interface Position {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly id: string;
}

/** Newest first; rows that come in the meantime neither repeat nor hide others. */
export interface PageQuery {
  /** From 1 to 200. */
  readonly limit: number;
  readonly after?: Position | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

const positionSchema = z.tuple([z.string(), z.string()]);

export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Undefined for a text that is no cursor of ours. */
export function decodeCursor(cursor: string): Position | undefined {
  try {
    const [at, id] = positionSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { at, id };
  } catch {
    return undefined;
  }
}

/** @param rows one more than the limit where there is a next page */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  positionOf: (row: R) => Position,
  toItem: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null,
  };
}

export function pageShape<T extends z.ZodType>(id: string, item: T) {
  return shape(
    id,
    z.object({
      items: list(item),
      nextCursor: z
        .string()
        .nullable()
        .describe('Send it as `cursor` to get the next page; null on the last'),
    }),
  );
}
