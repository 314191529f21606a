export const MEASUREMENT_STORE = Symbol('MeasurementStore');

/** One value of one series: `cpu`, `disk:/var`, `probe:ID`, `service-memory:NAME`. */
export interface Measurement {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** In the unit of its series: percent, milliseconds or bytes. Null where it failed without a value. */
  readonly value: number | null;
  readonly ok: boolean;
  /** Why it is not ok; may hold anything. Empty where there is nothing to say. */
  readonly message: string;
}

/** Keeps what was measured, for charts and percentiles. */
export interface MeasurementStore {
  record(measurements: readonly Measurement[]): Promise<void>;
  /** Forgets what is older, a limited number of rows a call. */
  forgetBefore(at: number): Promise<void>;
}
