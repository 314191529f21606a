import { describe, expect, it } from '@jest/globals';
import { isSame, signaturesIn } from './error-signature.js';

const same = (a: string, b: string): boolean => {
  const [left, right] = [signaturesIn(a)[0], signaturesIn(b)[0]];
  return left !== undefined && right !== undefined && isSame(left, right);
};

describe('the signature of an error', () => {
  it('is its name and message, wherever it stands', () => {
    expect(signaturesIn('12:00 [api] Uncaught TypeError: x is not a function\n  at y')).toEqual([
      { name: 'TypeError', message: 'x is not a function' },
    ]);
    expect(signaturesIn('Error [ERR_X]: no\nRangeError: a')).toHaveLength(2);
    expect(signaturesIn('all is well')).toEqual([]);
  });

  it('leaves out what changes from one time to the next', () => {
    expect(same('Error: cart 17 is gone', 'Error: cart 4242 is gone')).toBe(true);
    expect(
      same(
        `SyntaxError: Unexpected token '<', "<html><body>x" is not valid JSON`,
        `SyntaxError: Unexpected token '<', "<!doctype html>" is not valid JSON`,
      ),
    ).toBe(true);
  });

  it('tells errors of different names apart', () => {
    const reading = (name: string): string =>
      `TypeError: Cannot read properties of undefined (reading '${name}')`;
    expect(same(reading('percent'), reading('sum'))).toBe(false);
    expect(same('TypeError: a', 'RangeError: a')).toBe(false);
  });
});
