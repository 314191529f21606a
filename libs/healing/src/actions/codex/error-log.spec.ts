import { describe, expect, it } from '@jest/globals';
import { SecretRedactor } from '@app/redaction';
import fc from 'fast-check';
import { boundedErrorLog } from './error-log.js';

const redactor = new SecretRedactor();
const asItIs = { redact: (text: string) => Promise.resolve(text) };

describe('boundedErrorLog', () => {
  it('leaves a short log as it is', async () => {
    expect(await boundedErrorLog('TypeError: x\n    at a.js:1:2', redactor)).toBe(
      'TypeError: x\n    at a.js:1:2',
    );
  });

  it('keeps the end of a long log', async () => {
    const log = await boundedErrorLog(`${'x'.repeat(300_000)}END`, asItIs);
    expect(log).toHaveLength(32 * 1024);
    expect(log.endsWith('xEND')).toBe(true);
  });

  it('never sends the rest of a secret that the cut fell into', async () => {
    const secret = 'correct-horse-battery-staple';
    const log = await boundedErrorLog(`password=${secret} ${'.'.repeat(32 * 1024 - 20)}`, redactor);
    expect(log).not.toContain('staple');
  });

  it('stays within 32 KiB and whole characters, whatever the log', async () => {
    const texts = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1 })
      .map((words) => words.join('').repeat(3_000));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const log = await boundedErrorLog(text, asItIs);
        const bytes = Buffer.byteLength(log);
        expect(bytes).toBeLessThanOrEqual(32 * 1024);
        expect(bytes).toBeGreaterThan(Math.min(Buffer.byteLength(text), 32 * 1024) - 4);
        expect(text.endsWith(log)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
