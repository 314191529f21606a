import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advise } from './advise.js';
import { noEffect } from './effectiveness-reader.js';

const incidents = (all: number, passed: number) => ({
  ...noEffect,
  incidents: all,
  passed,
  meanPassedSeconds: 12.4,
});
const heals = (verified: number, ineffective: number, failed = 0) => ({
  ...noEffect,
  verified,
  ineffective,
  failed,
});

describe('advise', () => {
  it.each([
    ['shadow', incidents(4, 0), 'wait', 'shadow', '4 of 5 incidents'],
    [
      'shadow',
      incidents(10, 8),
      'keep',
      'shadow',
      '8 of 10 incidents passed by themselves, after 12 s',
    ],
    ['shadow', incidents(10, 7), 'promote', 'approve', 'Only 7 of 10 incidents passed'],
    ['approve', heals(2, 2), 'wait', 'approve', '4 of 5 heals'],
    ['approve', heals(9, 1), 'promote', 'auto', '9 of 10 heals helped'],
    ['approve', heals(8, 1, 1), 'keep', 'approve', '8 of 10'],
    ['approve', heals(4, 3, 3), 'demote', 'shadow', '4 of 10'],
    ['auto', heals(10, 0), 'keep', 'auto', '10 of 10'],
    ['auto', heals(2, 1, 2), 'demote', 'approve', '2 of 5'],
  ] as const)('says of %s with %j: %s', (mode, record, verdict, next, reason) => {
    expect(advise(mode, true, record)).toEqual({
      verdict,
      mode: next,
      reason: expect.stringContaining(reason),
    });
  });

  it('leaves a pattern without an action where it is', () => {
    expect(advise('shadow', false, incidents(100, 0))).toMatchObject({ verdict: 'keep' });
  });

  it('never goes further than one step, nor beyond the ends', () => {
    const order = ['shadow', 'approve', 'auto'] as const;
    const count = fc.nat(50);
    fc.assert(
      fc.property(fc.constantFrom(...order), count, count, count, count, (mode, a, b, c, d) => {
        const record = { ...heals(a, b, c), incidents: a + b + d, passed: Math.min(d, a + b + d) };
        const step = order.indexOf(advise(mode, true, record).mode) - order.indexOf(mode);
        expect(Math.abs(step)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
