export const METRICS_READER = Symbol('MetricsReader');

export interface HealCount {
  /** The action's type, for instance `RESTART_SERVICE`. */
  readonly action: string;
  readonly outcome: 'succeeded' | 'failed' | 'skipped' | 'verified' | 'ineffective';
  readonly count: number;
}

export interface DetectionCount {
  readonly kind: string;
  /** The id of the pattern, resource rule or probe. */
  readonly trigger: string;
  readonly count: number;
}

export interface RepairCount {
  readonly outcome: string;
  readonly count: number;
}

/** What happened between two sequence numbers of the event store. */
export interface EventCounts {
  /** Where to go on next time. */
  readonly upTo: number;
  readonly heals: readonly HealCount[];
  readonly detections: readonly DetectionCount[];
  readonly repairs: readonly RepairCount[];
}

/** How things stand now. */
export interface PlatformState {
  readonly openIncidents: number;
  readonly openLoops: number;
  /** ISO 8601, UTC; null when no watchdog ever ran on this data folder. */
  readonly watchdogLastTickAt: string | null;
}

/** The numbers behind `/metrics`. */
export interface MetricsReader {
  /** Counts the events after a sequence number; 0 starts at the beginning. */
  countsAfter(sequence: number): Promise<EventCounts>;
  state(): Promise<PlatformState>;
}
