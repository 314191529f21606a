import { describe, expect, it } from '@jest/globals';
import { best, sizeOf } from './rank.js';

const candidate = (name: string, fixed: number, text: string, diff = '+x') => ({
  name,
  verdict: { ok: true as const, fixed, proven: false, message: '' },
  diff,
  patched: new Map([['a.js', text]]),
});

describe('the ranking of patches that passed', () => {
  it('takes the one that makes most failing tests pass', () => {
    expect(
      best([candidate('small', 1, 'a'), candidate('big', 2, 'b', '+long line')]),
    ).toMatchObject({ name: 'big' });
  });

  it('then the one that several wrote, space aside', () => {
    const all = [
      candidate('alone', 1, 'a', '+a'),
      candidate('twice', 1, 'b  c', '+longer'),
      candidate('again', 1, 'b c', '+longer'),
    ];
    expect(best(all)).toMatchObject({ name: 'twice' });
  });

  it('then the one with the smallest diff, then the first', () => {
    const all = [
      candidate('long', 1, 'a', '+aaaa'),
      candidate('short', 1, 'b', '+a'),
      candidate('late', 1, 'c', '+a'),
    ];
    expect(best(all)).toMatchObject({ name: 'short' });
    expect(best(all.slice(3))).toBeUndefined();
  });

  it('measures a diff by its changed lines, not by its head', () => {
    expect(sizeOf('--- a/x.js\n+++ b/x.js\n@@ -1 +1 @@\n same\n-old\n+new!\n')).toBe(9);
  });
});
