export const SERIES_READER = Symbol('SeriesReader');

/** Times in milliseconds since the epoch. */
export interface SeriesQuery {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Into how many stretches of equal length the time is divided. */
  readonly points: number;
}

export interface LatencySummary {
  readonly samples: number;
  readonly p50Ms?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
}

export interface LastMeasurement {
  readonly at: number;
  /** Null when it failed without an answer. */
  readonly value: number | null;
  readonly ok: boolean;
  readonly message: string;
}

/** What the monitors measured. Raw text in messages. */
export interface SeriesReader {
  /** One pair a stretch: its beginning and the mean of its measurements, null where there are none. */
  points(query: SeriesQuery): Promise<readonly (readonly [number, number | null])[]>;
  /** Percentiles (nearest rank) of the values since then, and how many there were. */
  latencies(name: string, since: number): Promise<LatencySummary>;
  last(name: string): Promise<LastMeasurement | undefined>;
}
