import type { Complaint, PatchRule } from '../patch-rule.js';

/** A repair is small: what is larger is for people to read. */
const MOST_LINES = 80;
const MOST_CHARS = 4_000;
const LONGEST_LINE = 300;
/** Controls, and what is not seen or turns the direction of what is. */

const INVISIBLE = /(?!\t)[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** A small patch that people can see: few lines, none of them endless, nothing invisible in them. */
export const sizeRule: PatchRule = {
  id: 'size',
  check({ before, after }) {
    const known = new Map<string, number>();
    for (const line of lines(before.text)) known.set(line, (known.get(line) ?? 0) + 1);
    const added = lines(after.text).filter((line) => {
      const left = known.get(line) ?? 0;
      if (left > 0) known.set(line, left - 1);
      return left === 0;
    });
    const removed = [...known.values()].reduce((sum, count) => sum + count, 0);
    return [
      ...over(Math.max(added.length, removed), MOST_LINES, 'lines'),
      ...over(added.join('\n').length, MOST_CHARS, 'characters'),
      ...(added.some((line) => line.length > LONGEST_LINE)
        ? [{ message: `adds a line of more than ${String(LONGEST_LINE)} characters` }]
        : []),
      ...(added.some((line) => INVISIBLE.test(line))
        ? [{ message: 'adds invisible characters' }]
        : []),
    ];
  },
};

function over(count: number, most: number, of: string): Complaint[] {
  return count > most
    ? [{ message: `changes ${String(count)} ${of}; ${String(most)} are allowed` }]
    : [];
}

/** The mark at the head of a file is no character of a line. */
function lines(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(/\r?\n/);
}
