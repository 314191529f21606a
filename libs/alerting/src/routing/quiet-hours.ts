import type { QuietHours } from './alert-rules.schema.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * When the quiet hours end that a moment is in; undefined outside them. Milliseconds since the epoch.
 * On a night when clocks change the end is off by the change at most.
 */
export function quietUntil(hours: QuietHours, timeZone: string, now: number): number | undefined {
  const { weekday, minute } = localTime(timeZone, now);
  const from = minutesOf(hours.from);
  const length = (minutesOf(hours.to) - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const since = (minute - from + DAY_MINUTES) % DAY_MINUTES;
  if (since >= length) return undefined;
  const began = since > minute ? previous(weekday) : weekday;
  if (hours.days && !hours.days.some((day) => day === began)) return undefined;
  const wholeMinute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return wholeMinute + (length - since) * MINUTE_MS;
}

const order = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function previous(weekday: string): string {
  return order.at(order.indexOf(weekday) - 1) ?? weekday;
}

function localTime(timeZone: string, at: number): { weekday: string; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    weekday: part('weekday').toLowerCase(),
    minute: minutesOf(`${part('hour')}:${part('minute')}`),
  };
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
