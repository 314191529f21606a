import { describe, expect, it } from '@jest/globals';
import { mostCommon } from './most-common.js';

describe('mostCommon', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'b'], 'b'],
    [['b', 'a', 'a', 'b'], 'b'],
  ])('of %j is %j', (values, value) => {
    expect(mostCommon(values)).toBe(value);
  });
});
