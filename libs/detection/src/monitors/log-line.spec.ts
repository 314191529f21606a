import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logLine } from './log-line.js';

const AT = Date.UTC(2026, 10, 23, 10);

describe('logLine', () => {
  it('is the line that people and patterns read', () => {
    expect(logLine(AT, 'perf', { probe: 'api-health', status: 'ok', latencyMs: 12 })).toBe(
      '2026-11-23T10:00:00.000Z [perf] probe=api-health status=ok latencyMs=12',
    );
  });

  it('puts what is no plain word in quotes, on one line', () => {
    const detail = 'said "no"\nprobe=api status=ok\u2028\u001b[31m';
    expect(logLine(AT, 'perf', { detail })).toBe(
      '2026-11-23T10:00:00.000Z [perf] detail="said \\"no\\" probe=api status=ok [31m"',
    );
  });

  it('cannot be made to look like two lines or two fields by any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const line = logLine(AT, 'security', { value });
        expect(line).toMatch(
          /^2026-11-23T10:00:00\.000Z \[security\] value=(?:[\w.,:@/+-]+|"(?:[^"\\\p{Cc}]|\\.)*")$/u,
        );
        expect(line.length).toBeLessThan(500);
      }),
    );
  });
});
