import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toLine } from './to-line.js';

const LIMIT = 64 * 1024;

describe('toLine', () => {
  it('leaves an entry of usual size as it is', () => {
    const entry = { at: 'now', event: 'heal.started', output: 'a\nb' };
    expect(JSON.parse(toLine(entry))).toEqual(entry);
  });

  it('shortens the long texts and says so, and keeps the short ones', () => {
    const entry = { id: 'abc', prompt: 'p'.repeat(200_000), answer: 'short' };
    const line = JSON.parse(toLine(entry)) as Record<string, string>;
    expect(line).toMatchObject({ id: 'abc', answer: 'short' });
    expect(line['prompt']).toMatch(/^p+… \[\d+ more characters\]$/);
    expect(line['note']).toBe('Shortened: the whole line had 200041 bytes.');
  });

  it('drops the details of an entry that is long by the number of its fields', () => {
    const entry = { id: 'abc', values: Array.from({ length: 50_000 }, (_, index) => index) };
    expect(JSON.parse(toLine(entry))).toEqual({
      id: 'abc',
      note: expect.stringContaining('Shortened') as unknown,
    });
  });

  it('is one line of valid JSON within the limit, whatever the texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(20_000))
        .map(([s, n]) => s.repeat(n).slice(0, 120_000)),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 20 }), text, { maxKeys: 8 }), (entry) => {
        const line = toLine(entry);
        expect(line).not.toContain('\n');
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LIMIT);
        JSON.parse(line);
      }),
      { numRuns: 100 },
    );
  });
});
