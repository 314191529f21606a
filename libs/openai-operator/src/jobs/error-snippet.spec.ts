import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { errorSnippet } from './error-snippet.js';

describe('errorSnippet', () => {
  it('leaves an ordinary stack trace as it is', () => {
    const trace = 'TypeError: x is undefined\n\tat total (src/cart.js:12:7)';
    expect(errorSnippet(trace)).toBe(trace);
  });

  it('removes colours and control characters, and keeps the lines', () => {
    expect(errorSnippet('\u001B[31mError\u001B[0m\u0000: a\r\nb\u0007')).toBe('Error: a\nb');
  });

  it('keeps the end of a long log', () => {
    const snippet = errorSnippet(`${'x'.repeat(100_000)}END`);
    expect(snippet).toHaveLength(32 * 1024);
    expect(snippet.endsWith('END')).toBe(true);
  });

  it('never exceeds its bound, splits a character, or lets a NUL through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(4_000), (text, times) => {
        const log = text.repeat(times + 1);
        const snippet = errorSnippet(log);
        expect(Buffer.byteLength(snippet)).toBeLessThanOrEqual(32 * 1024);
        expect(snippet.includes('\0')).toBe(false);
        expect(snippet.includes('\uFFFD')).toBe(
          log.includes('\uFFFD') && snippet.includes('\uFFFD'),
        );
      }),
    );
  });
});
