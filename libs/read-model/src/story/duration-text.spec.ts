import { describe, expect, it } from '@jest/globals';
import { count, durationText } from './duration-text.js';

describe('durationText', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 second'],
    [61_000, '1 minute 1 second'],
    [125_000, '2 minutes 5 seconds'],
    [3_600_000, '1 hour'],
    [3_661_000, '1 hour 1 minute'],
    [90_000_000, '1 day 1 hour'],
  ])('says %d ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

it('counts one and many', () => {
  expect([count(0, 'heal'), count(1, 'heal'), count(2, 'heal')]).toEqual([
    '0 heals',
    '1 heal',
    '2 heals',
  ]);
});
