import { describe, expect, it } from '@jest/globals';
import { didYouMean } from './did-you-mean.js';

describe('didYouMean', () => {
  it.each([
    ['RESTART_SERVIC', '; did you mean "RESTART_SERVICE"?'],
    ['restart-service', '; did you mean "RESTART_SERVICE"?'],
    ['ato', '; did you mean "auto"?'],
    ['atuo', '; did you mean "auto"?'],
    ['something else', ''],
    ['', ''],
    ['x'.repeat(100_000), ''],
  ])('answers %s', (written, hint) => {
    expect(didYouMean(written, ['auto', 'RESTART_SERVICE'])).toBe(hint);
  });

  it('has nothing to say where there are no words', () => {
    expect(didYouMean('auto', [])).toBe('');
  });
});
