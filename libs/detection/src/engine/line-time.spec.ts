import { describe, expect, it } from '@jest/globals';
import { lineTime } from './line-time.js';

const ARRIVED_AT = Date.UTC(2026, 10, 23, 12, 0, 0);
const local = (...parts: [number, number, number, number, number, number, number?]): number =>
  new Date(...parts).getTime();

describe('lineTime', () => {
  it.each([
    ['2026-11-23T05:25:48Z error', Date.UTC(2026, 10, 23, 5, 25, 48)],
    ['2026-11-23T05:25:48.123Z error', Date.UTC(2026, 10, 23, 5, 25, 48, 123)],
    ['2026-11-23T05:25:48.1Z error', Date.UTC(2026, 10, 23, 5, 25, 48, 100)],
    ['2026-11-23T05:25:48.123456789+02:00 x', Date.UTC(2026, 10, 23, 3, 25, 48, 123)],
    ['2026-11-23 05:25:48 -0130 ruby', Date.UTC(2026, 10, 23, 6, 55, 48)],
    ['2026-11-23 05:25:48 +00:00: pm2', Date.UTC(2026, 10, 23, 5, 25, 48)],
    ['[2026-11-23 05:25:48,120] WARN', local(2026, 10, 23, 5, 25, 48, 120)],
    ['ERROR [2026-11-23T05:25:48] behind a level', local(2026, 10, 23, 5, 25, 48)],
    ['2026/11/23 05:25:48 [error] nginx', local(2026, 10, 23, 5, 25, 48)],
    ['Nov 23 05:25:48 host sshd[1]: x', local(2026, 10, 23, 5, 25, 48)],
    ['<34>Nov  3 05:25:48 host x', local(2026, 10, 3, 5, 25, 48)],
    [
      '1.2.3.4 - - [23/Nov/2026:05:25:48 +0100] "GET / HTTP/1.1"',
      Date.UTC(2026, 10, 23, 4, 25, 48),
    ],
    ['{"level":50,"time":1795411548123,"msg":"pino"}', 1795411548123],
    ['{"ts":1795411548.5}', 1795411548500],
    ['{"level":"error","timestamp":"2026-11-23T05:25:48.000Z"}', Date.UTC(2026, 10, 23, 5, 25, 48)],
    ['{"@timestamp": "2026-11-23T05:25:48Z"}', Date.UTC(2026, 10, 23, 5, 25, 48)],
  ])('reads %s', (text, time) => {
    expect(lineTime(text, ARRIVED_AT)).toBe(time);
  });

  it('gives a syslog line of December the year before, when it arrives in January', () => {
    const arrived = local(2027, 0, 1, 0, 0, 5);
    expect(lineTime('Dec 31 23:59:59 host x', arrived)).toBe(local(2026, 11, 31, 23, 59, 59));
  });

  it.each([
    ['no time at all'],
    [''],
    ['2026-13-45T99:99:99Z impossible'],
    ['2026-11-24T05:25:48Z far in the future'],
    ['1970-01-01T00:00:00Z a clock that was never set'],
    [`${'x'.repeat(70)} 2026-11-23T05:25:48Z a time that the message speaks of`],
    ['{"expires":"2026-11-23T05:25:48Z"}'],
    ['{"time":"soon"}'],
    ['Foo 23 05:25:48 no month'],
  ])('does not believe %s', (text) => {
    expect(lineTime(text, ARRIVED_AT)).toBeUndefined();
  });

  it('stays fast on long lines made to be slow', () => {
    const started = performance.now();
    for (const piece of ['"time":"', '2026-', '[', '{"time" :', '1']) {
      lineTime(piece.repeat(200_000), ARRIVED_AT);
      lineTime(`{${piece.repeat(200_000)}`, ARRIVED_AT);
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});
