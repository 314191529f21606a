import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { detectionKey, groupValue, streakKey } from './keys.js';

const group = fc.array(fc.string({ unit: fc.constantFrom('a', '/', '%', '2', 'F', '\n', '"') }), {
  minLength: 2,
  maxLength: 2,
});

describe('keys', () => {
  it('reads as the pattern and the values of the group', () => {
    expect(detectionKey('api-crash', [])).toBe('pattern:api-crash');
    expect(detectionKey('api-crash', ['Cannot read "x"', 'a/b\n'])).toBe(
      'pattern:api-crash/Cannot read "x"/a%2Fb%0A',
    );
  });

  it('differs wherever the groups differ', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(detectionKey('p', a) === detectionKey('p', b)).toBe(same);
        expect(streakKey('p', 's', a) === streakKey('p', 's', b)).toBe(same);
      }),
    );
  });

  it('cuts long values without mixing them up', () => {
    const [a, b] = [groupValue('x'.repeat(5_000)), groupValue(`${'x'.repeat(5_000)}y`)];
    expect(a).not.toBe(b);
    expect(a.length).toBeLessThan(120);
    expect(() => detectionKey('p', [groupValue('\u{1F600}'.repeat(101))])).not.toThrow();
    expect(groupValue(undefined)).toBe('');
  });
});
