const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** For instance "0.3 s", "14 s", "2 min 5 s", "3 h 10 min", "4 d". */
export function duration(ms: number): string {
  if (ms < 0) return '0 s';
  if (ms < SECOND) return `${String(Math.round(ms))} ms`;
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < MINUTE) return `${String(Math.round(ms / SECOND))} s`;
  if (ms < HOUR) return pair(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return pair(ms, HOUR, 'h', MINUTE, 'min');
  return pair(ms, DAY, 'd', HOUR, 'h');
}

function pair(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const bigs = Math.floor(ms / big);
  const smalls = Math.floor((ms % big) / small);
  return `${String(bigs)} ${bigUnit}${smalls === 0 ? '' : ` ${String(smalls)} ${smallUnit}`}`;
}

/** For instance "12 s ago", "in 5 min"; only the largest unit, for a glance. */
export function relative(iso: string, nowMs: number): string {
  const ms = nowMs - Date.parse(iso);
  const text = coarse(Math.abs(ms));
  if (text === undefined) return 'just now';
  return ms >= 0 ? `${text} ago` : `in ${text}`;
}

function coarse(ms: number): string | undefined {
  if (ms < 2 * SECOND) return undefined;
  if (ms < MINUTE) return `${String(Math.floor(ms / SECOND))} s`;
  if (ms < HOUR) return `${String(Math.floor(ms / MINUTE))} min`;
  if (ms < 2 * DAY) return `${String(Math.floor(ms / HOUR))} h`;
  return `${String(Math.floor(ms / DAY))} d`;
}

const moments = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A moment in full, in the reader's own time zone. */
export function moment(iso: string): string {
  return moments.format(new Date(iso));
}

const clocks = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export function clock(iso: string): string {
  return clocks.format(new Date(iso));
}

/** A measured value in its unit: "63 %", "412 MB", "18 ms". */
export function measure(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '–';
  if (unit === 'bytes') return bytes(value);
  if (unit === 'ms' || unit === 'milliseconds') return duration(value);
  if (unit === 'percent' || unit === '%')
    return `${value.toFixed(value < 10 && !Number.isInteger(value) ? 1 : 0)} %`;
  return `${String(Math.round(value * 10) / 10)} ${unit}`.trim();
}

function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(value, 1)) / 10), units.length - 1);
  const scaled = value / 1024 ** power;
  return `${scaled.toFixed(scaled < 10 && power > 0 ? 1 : 0)} ${units[power] ?? ''}`;
}

/** A title from the pattern file as it begins a line. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}
