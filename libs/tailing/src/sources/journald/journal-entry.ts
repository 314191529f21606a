import { z } from 'zod';

const bytes = z.array(z.int().min(0).max(255));
/** A text; bytes where they are no UTF-8; a list where the field was given more than once. */
const value = z.union([
  z.string(),
  bytes,
  z.array(z.union([z.string(), bytes, z.null()])),
  z.null(),
]);
const entrySchema = z.object({ __CURSOR: z.string(), MESSAGE: value.optional() });

export interface JournalEntry {
  readonly cursor: string;
  /** May have several lines; empty where the entry says nothing. */
  readonly message: string;
}

/** What `journalctl --output=json` tells in one line; undefined for anything else. */
export function readJournalEntry(line: string): JournalEntry | undefined {
  try {
    const entry = entrySchema.safeParse(JSON.parse(line)).data;
    return entry && { cursor: entry.__CURSOR, message: textOf(entry.MESSAGE ?? null) };
  } catch {
    return undefined;
  }
}

function textOf(message: z.output<typeof value>): string {
  if (message === null) return '';
  if (typeof message === 'string') return message;
  if (isBytes(message)) return Buffer.from(message).toString();
  return message.map((part) => textOf(part)).join('\n');
}

function isBytes(list: readonly unknown[]): list is readonly number[] {
  return list.every((item) => typeof item === 'number');
}
