import type { AuditEntry } from './audit-entry.js';
import { mapStrings } from '@app/redaction';

const LONGEST_LINE_BYTES = 64 * 1024;
const LONGEST_FIELD_CHARS = 16 * 1024;
const SHORTEST_FIELD_CHARS = 128;

/** The entry as one line of JSON, at most 64 KiB: where it is longer, its longest texts are shortened, with a note. */
export function toLine(entry: AuditEntry): string {
  const whole = JSON.stringify(entry);
  if (fits(whole)) return whole;
  const note = `Shortened: the whole line had ${String(Buffer.byteLength(whole))} bytes.`;
  for (let limit = LONGEST_FIELD_CHARS; limit >= SHORTEST_FIELD_CHARS; limit /= 2) {
    const line = JSON.stringify({ ...(shorten(entry, limit) as AuditEntry), note });
    if (fits(line)) return line;
  }
  return withoutDetails(entry, note);
}

function fits(line: string): boolean {
  return Buffer.byteLength(line) <= LONGEST_LINE_BYTES;
}

function shorten(value: unknown, limit: number): unknown {
  return mapStrings(value, (text) =>
    text.length <= limit
      ? text
      : `${text.slice(0, limit)}… [${String(text.length - limit)} more characters]`,
  );
}

/** For an entry of countless small fields: only its single values. */
function withoutDetails(entry: AuditEntry, note: string): string {
  const single = Object.entries(entry).filter(([, value]) => typeof value !== 'object');
  const short = shorten(Object.fromEntries(single), SHORTEST_FIELD_CHARS) as AuditEntry;
  return JSON.stringify({ ...short, note });
}
