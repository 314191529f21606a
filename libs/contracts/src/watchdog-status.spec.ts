import { describe, expect, it } from '@jest/globals';
import { watchdogLiveness, type WatchdogStatus } from './watchdog-status.js';

const now = Date.UTC(2026, 0, 1);
const status = (secondsAgo: number, stoppedAt: string | null = null): WatchdogStatus => ({
  pid: 1,
  host: 'h',
  version: '1',
  startedAt: new Date(now - 60_000).toISOString(),
  lastTickAt: new Date(now - secondsAgo * 1_000).toISOString(),
  stoppedAt,
  report: {
    devMode: false,
    patternsPath: 'p',
    patterns: 0,
    sources: [],
    probes: [],
    features: [],
    problems: [],
  },
});

describe('watchdogLiveness', () => {
  it.each([
    ['never-started', undefined],
    ['running', status(10)],
    ['silent', status(11)],
    ['stopped', status(11, '2025-12-31T23:59:50.000Z')],
    ['stopped', status(1, '2025-12-31T23:59:59.000Z')],
  ])('is %s', (liveness, given) => {
    expect(watchdogLiveness(given, now)).toBe(liveness);
  });
});
