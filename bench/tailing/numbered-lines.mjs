import { readFileSync } from 'node:fs';

const WORDS = ['grün', '€ 12,50', '日本語', '😀', 'plain'];

/** A line that tells whether it arrived whole: what follows its number is made from the number. */
export function numberedLine(number) {
  return `${number} ${process.hrtime.bigint()} ${WORDS[number % WORDS.length]} ${'x'.repeat(number % 90)}.`;
}

const whole = /^(\d+) (\d+) (.*)$/;

/** Counts what a follower has written: of lines `0` to `count - 1`, and how long each took. */
export function countLines(out, count) {
  const seen = new Uint32Array(count);
  let corrupt = 0;
  const delaysMs = [];
  for (const entry of readFileSync(out, 'utf8').split('\n').slice(0, -1)) {
    const [stamp, line] = splitOnce(entry, '\t');
    if (line.startsWith('warm-up ')) continue;
    const [, number, writtenAt, rest] = whole.exec(line) ?? [];
    const isWhole =
      number < count && rest === numberedLine(Number(number)).split(' ').slice(2).join(' ');
    if (!isWhole) {
      corrupt += 1;
      continue;
    }
    seen[number] += 1;
    if (stamp !== '-') delaysMs.push(Number(BigInt(stamp) - BigInt(writtenAt)) / 1e6);
  }
  const lost = seen.reduce((sum, times) => sum + (times === 0 ? 1 : 0), 0);
  const twice = seen.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  return { lost, twice, corrupt, delaysMs };
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at === -1 ? ['-', text] : [text.slice(0, at), text.slice(at + 1)];
}
