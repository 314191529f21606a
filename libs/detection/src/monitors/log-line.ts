const LONGEST_TEXT = 200;
const PLAIN = /^[\w.,:@/+-]+$/;
/** Control characters, line separators, text direction marks, halves of a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/**
 * One line for people and patterns: `2026-11-23T10:00:00.000Z [perf] probe=api status=ok latencyMs=12`.
 *
 * Values may come from outside: they are cut at 200 characters, never break the line, and stand in quotes
 * unless they are one plain word.
 *
 * @param at milliseconds since the epoch
 */
export function logLine(
  at: number,
  area: 'perf' | 'security',
  fields: Readonly<Record<string, string | number>>,
): string {
  const words = Object.entries(fields).map(
    ([name, value]) => `${name}=${printable(String(value))}`,
  );
  return `${new Date(at).toISOString()} [${area}] ${words.join(' ')}`;
}

function printable(value: string): string {
  const text = value.replaceAll(UNPRINTABLE, ' ').trim();
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return PLAIN.test(short) ? short : JSON.stringify(short);
}
