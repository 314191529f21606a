import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  it('doubles from a second up to five minutes', () => {
    const waits = [1, 2, 3, 9, 10, 500].map((attempts) => backoffMs(attempts, 1));
    expect(waits).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
  });

  it('is spread over its upper half, so that many do not come back at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const longest = backoffMs(attempts, 1);
          const wait = backoffMs(attempts, random);
          return wait >= longest / 2 && wait <= longest;
        },
      ),
    );
  });
});
