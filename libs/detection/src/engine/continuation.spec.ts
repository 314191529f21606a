import { describe, expect, it } from '@jest/globals';
import { isContinuation } from './continuation.js';

const check = (text: string): boolean =>
  isContinuation(Buffer.from(text), 0, Buffer.byteLength(text));

describe('isContinuation', () => {
  it.each([
    '',
    '\r',
    ' x',
    '\tx',
    '    at foo (a.js:1:1)',
    'at foo',
    'Caused by: x',
    '}',
    ']',
    '}\r',
  ])('adds %j to the record before it', (text) => {
    expect(check(text)).toBe(true);
  });

  it.each(['x', 'attach', 'at', 'Caused', '} else', ')', '{', '2026-11-23 x'])(
    'begins a record with %j',
    (text) => {
      expect(check(text)).toBe(false);
    },
  );
});
