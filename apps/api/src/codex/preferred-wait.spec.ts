import { describe, expect, it } from '@jest/globals';
import { preferredWait } from './preferred-wait.js';

describe('preferredWait', () => {
  it.each([
    ['wait=10', 10],
    ['respond-async, wait=5', 5],
    ['wait="7"; foo=bar', 7],
    ['WAIT = 3', 3],
    ['wait=0', 0],
    ['wait=600', 60],
  ])('reads %s as %d seconds', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });

  it.each([undefined, '', 'respond-async', 'wait=', 'wait=soon', 'wait=-1', 'await=5', 'wait=1.5'])(
    'finds no wait in %s',
    (header) => {
      expect(preferredWait(header)).toBeUndefined();
    },
  );
});
