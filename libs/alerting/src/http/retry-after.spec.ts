import { describe, expect, it } from '@jest/globals';
import { rateLimitPauseMs, retryAfterMs } from './retry-after.js';

const headers = (values: Record<string, string>): Headers => new Headers(values);

describe('retryAfterMs', () => {
  it.each([
    ['seconds in the header', { 'retry-after': '30' }, '', 30_000],
    [
      'a date, by the clock of the server',
      { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' },
      '',
      60_000,
    ],
    ['the body, which is more exact', { 'retry-after': '3' }, '{"retry_after": 2.5}', 2_500],
    ["Telegram's parameters", {}, '{"ok":false,"parameters":{"retry_after":7}}', 7_000],
    [
      'a date that has passed',
      { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT', date: 'Thu, 01 Jan 2026 00:01:00 GMT' },
      '',
      0,
    ],
    ['no more than an hour at a time', { 'retry-after': '999999' }, '', 3_600_000],
    ['nothing', {}, 'slow down', undefined],
    ['nothing sensible', { 'retry-after': 'soon' }, '', undefined],
    ['an empty header', { 'retry-after': '' }, '', undefined],
  ])('reads %s', (_what, values, text, expected) => {
    expect(retryAfterMs(headers(values as Record<string, string>), text)).toBe(expected);
  });
});

describe('rateLimitPauseMs', () => {
  it.each([
    [
      'pauses when none is left',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '1.25' },
      1_250,
    ],
    [
      'goes on while some are left',
      { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset-after': '1.25' },
      0,
    ],
    ['goes on where the service says nothing', {}, 0],
  ])('%s', (_what, values, expected) => {
    expect(rateLimitPauseMs(headers(values as Record<string, string>))).toBe(expected);
  });
});
