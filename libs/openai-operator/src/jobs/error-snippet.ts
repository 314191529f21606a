import { stripVTControlCharacters } from 'node:util';

/** Fits into one environment variable, and into a prompt. */
const MAX_BYTES = 32 * 1024;
const CONTROL_CHARACTERS = /(?![\t\n])\p{Cc}/gu;
const UTF8_CONTINUATION = 0b1000_0000;
const UTF8_MASK = 0b1100_0000;

/**
 * A log excerpt that can travel in an environment variable: no control characters but tab and
 * newline, and at most 32 KiB of UTF-8. The end is kept, because the newest lines are there.
 */
export function errorSnippet(log: string): string {
  const clean = stripVTControlCharacters(log).replace(CONTROL_CHARACTERS, '');
  const bytes = Buffer.from(clean);
  if (bytes.length <= MAX_BYTES) return clean;
  let start = bytes.length - MAX_BYTES;
  while (((bytes[start] ?? 0) & UTF8_MASK) === UTF8_CONTINUATION) start += 1;
  return bytes.toString('utf8', start);
}
