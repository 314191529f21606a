import { describe, expect, it } from '@jest/globals';
import { quietUntil } from './quiet-hours.js';

const night = { name: 'night', from: '22:00', to: '07:00' };
const at = (time: string): number => Date.parse(time);
const until = (hours: Parameters<typeof quietUntil>[0], zone: string, time: string) => {
  const end = quietUntil(hours, zone, at(time));
  return end === undefined ? undefined : new Date(end).toISOString();
};

describe('quietUntil', () => {
  it.each([
    ['before midnight', '2026-01-01T22:00:00Z', '2026-01-02T07:00:00.000Z'],
    ['after midnight', '2026-01-02T06:59:30Z', '2026-01-02T07:00:00.000Z'],
    ['at its end', '2026-01-02T07:00:00Z', undefined],
    ['by day', '2026-01-02T12:00:00Z', undefined],
  ])('knows the night %s', (_when, time, expected) => {
    expect(until(night, 'UTC', time)).toBe(expected);
  });

  it('goes by the local time of the zone', () => {
    expect(until(night, 'Asia/Tokyo', '2026-01-01T13:30:00Z')).toBe('2026-01-01T22:00:00.000Z');
  });

  it('counts the small hours to the day on which the night began', () => {
    const friday = { ...night, days: ['fri' as const] };
    expect(until(friday, 'UTC', '2026-01-03T03:00:00Z')).toBe('2026-01-03T07:00:00.000Z');
    expect(until(friday, 'UTC', '2026-01-02T03:00:00Z')).toBeUndefined();
  });

  it('lasts all day when both ends are the same', () => {
    const weekend = { name: 'w', from: '00:00', to: '00:00', days: ['sat' as const] };
    expect(until(weekend, 'UTC', '2026-01-03T12:00:00Z')).toBe('2026-01-04T00:00:00.000Z');
  });
});
