import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { isLike } from './alert-matchers.js';

describe('isLike', () => {
  it('agrees with a regular expression, for any name and text', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 }),
        (name, text) => {
          const escaped = name.split('*').map((piece) => piece.replaceAll('.', '\\.'));
          return isLike(name, text) === new RegExp(`^${escaped.join('.*')}$`).test(text);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
