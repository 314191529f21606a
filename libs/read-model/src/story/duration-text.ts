const UNITS = [
  { ms: 86_400_000, name: 'day' },
  { ms: 3_600_000, name: 'hour' },
  { ms: 60_000, name: 'minute' },
  { ms: 1_000, name: 'second' },
] as const;

/** A duration as people say it, in its largest unit and the next: "2 minutes 5 seconds". */
export function durationText(ms: number): string {
  const index = UNITS.findIndex((unit) => ms >= unit.ms);
  const [large, small] = index === -1 ? [] : UNITS.slice(index, index + 2);
  if (large === undefined) return `${String(Math.round(ms))} ms`;
  const rest = small === undefined ? 0 : Math.floor((ms % large.ms) / small.ms);
  const first = count(Math.floor(ms / large.ms), large.name);
  return small === undefined || rest === 0 ? first : `${first} ${count(rest, small.name)}`;
}

/** `1 heal`, `3 heals`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
