export interface MemorySample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly megabytes: number;
}

const PARTS = 4;
const LEAST_SAMPLES = 2 * PARTS;
const HOUR_MS = 3_600_000;
/** How much of the window must have passed. */
const ENOUGH = 0.9;

/**
 * How fast memory leaks, in MiB an hour: by how much the least that is in use rises from one quarter of the
 * window to the next. Garbage that is collected now and then moves the peaks, not the least; what rises
 * and falls again is no leak.
 *
 * @param samples of one and the same run of the service, in the order of their times
 * @returns undefined where the window is not full yet; 0 where it does not rise through all of it
 */
export function leakPerHour(
  samples: readonly MemorySample[],
  windowMs: number,
): number | undefined {
  const newest = samples.at(-1)?.at ?? 0;
  const recent = samples.filter(({ at }) => at >= newest - windowMs);
  const [oldest] = recent;
  if (!oldest || recent.length < LEAST_SAMPLES) return undefined;
  const span = newest - oldest.at;
  if (span < windowMs * ENOUGH) return undefined;
  const floors = Array.from({ length: PARTS }, (_, part) => floorOf(recent, oldest.at, span, part));
  const rises = floors.slice(1).map((floor, index) => floor - (floors[index] ?? floor));
  if (rises.some((rise) => !(rise > 0))) return 0;
  const total = rises.reduce((sum, rise) => sum + rise, 0);
  return (total / (PARTS - 1) / (span / PARTS)) * HOUR_MS;
}

/** The least in one quarter; NaN where there is no sample in it. */
function floorOf(
  samples: readonly MemorySample[],
  from: number,
  span: number,
  part: number,
): number {
  const inside = samples.filter(
    ({ at }) => Math.min(PARTS - 1, Math.floor(((at - from) / span) * PARTS)) === part,
  );
  return inside.length === 0 ? NaN : Math.min(...inside.map(({ megabytes }) => megabytes));
}
