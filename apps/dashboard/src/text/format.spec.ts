import { describe, expect, it } from '@jest/globals';
import { capitalized, count, duration, measure, relative } from './format.js';

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [-5, '0 s'],
    [340, '340 ms'],
    [1_000, '1.0 s'],
    [9_940, '9.9 s'],
    [14_000, '14 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [11_400_000, '3 h 10 min'],
    [93_600_000, '1 d 2 h'],
  ])('says %d ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('relative', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  it.each([
    [0, 'just now'],
    [-1_999, 'just now'],
    [12_000, '12 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [7_200_000, '2 h ago'],
    [172_800_000, '2 d ago'],
    [-300_000, 'in 5 min'],
  ])('says a moment %d ms back as %s', (ms, text) => {
    expect(relative(new Date(now - ms).toISOString(), now)).toBe(text);
  });
});

describe('measure', () => {
  it.each([
    [63.4, 'percent', '63 %'],
    [0, 'percent', '0 %'],
    [4.25, 'percent', '4.3 %'],
    [18, 'ms', '18 ms'],
    [2_400, 'ms', '2.4 s'],
    [431_000_000, 'bytes', '411 MB'],
    [5_368_709_120, 'bytes', '5.0 GB'],
    [0, 'bytes', '0 B'],
    [3.14159, 'requests', '3.1 requests'],
    [null, 'ms', '–'],
    [undefined, 'ms', '–'],
  ])('says %p %s as %s', (value, unit, text) => {
    expect(measure(value, unit)).toBe(text);
  });
});

it('counts one and many', () => {
  expect([count(1, 'heal'), count(0, 'heal'), count(10_000, 'heal')]).toEqual([
    '1 heal',
    '0 heals',
    '10,000 heals',
  ]);
});

it('begins a line with a capital, and leaves an empty text empty', () => {
  expect([capitalized('the shop'), capitalized('')]).toEqual(['The shop', '']);
});
