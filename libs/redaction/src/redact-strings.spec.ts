import { describe, expect, it } from '@jest/globals';
import { type Redactor, SecretRedactor } from '@app/redaction';
import fc from 'fast-check';
import { redactStrings } from './redact-strings.js';

describe('redactStrings', () => {
  it('masks strings wherever they stand and leaves the rest', async () => {
    const value = { a: ['token=abcdef123456', 7], b: { c: null, d: 'fine' } };
    expect(await redactStrings(value, new SecretRedactor())).toEqual({
      a: ['token=[redacted]', 7],
      b: { c: null, d: 'fine' },
    });
  });

  it('does not let a name at the end of one string mask the beginning of the next', async () => {
    const value = ['password:', 'harmless'];
    expect(await redactStrings(value, new SecretRedactor())).toEqual(value);
  });

  it('masks each string by itself where a mask reaches over several', async () => {
    const greedy: Redactor = {
      redact: (text) => Promise.resolve(text.replace(/BEGIN[^]*END/, 'MASK')),
    };
    expect(await redactStrings(['BEGIN', 'x', 'END', 'BEGIN y END'], greedy)).toEqual([
      'BEGIN',
      'x',
      'END',
      'MASK',
    ]);
  });

  it('gives back what holds no secret unchanged', async () => {
    const identity: Redactor = { redact: (text) => Promise.resolve(text) };
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect(JSON.stringify(await redactStrings(value, identity))).toBe(JSON.stringify(value));
      }),
    );
  });
});
