import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { slotsToTry } from './free-slot.js';

describe('slotsToTry', () => {
  it.each([
    [[], 2, [0, 1]],
    [[0], 2, [1]],
    [[0, 1], 2, []],
    [[5], 2, [0]],
    [[1, 5], 2, []],
    [[5, 6, 7], 2, []],
  ])('with %p held of %p offers %p', (held, limit, offered) => {
    expect(slotsToTry(new Set(held), limit)).toEqual(offered);
  });

  it('never lets more hold than the limit, whoever takes any of what was offered', () => {
    const slots = fc.uniqueArray(fc.nat(12));
    fc.assert(
      fc.property(slots, fc.nat(8), (held, limit) => {
        const offered = slotsToTry(new Set(held), limit);
        // All who looked at the same time take different slots of those.
        expect(held.length + offered.length).toBeLessThanOrEqual(Math.max(limit, held.length));
      }),
    );
  });
});
