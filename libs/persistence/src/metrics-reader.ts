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

export interface AlertCount {
  readonly kind: string;
  readonly severity: string;
  readonly count: number;
}

/** How long one act took. */
export interface HealDuration {
  readonly action: string;
  readonly ms: number;
}

/** How long one incident lasted, and how it ended. */
export interface IncidentDuration {
  readonly by: string;
  readonly ms: number;
}

/** What happened between two sequence numbers of the event store. */
export interface EventCounts {
  /** Where to go on next time. */
  readonly upTo: number;
  readonly heals: readonly HealCount[];
  readonly detections: readonly DetectionCount[];
  readonly repairs: readonly RepairCount[];
  readonly alerts: readonly AlertCount[];
  readonly healDurations: readonly HealDuration[];
  readonly incidentDurations: readonly IncidentDuration[];
}

export interface LastValue {
  /** As series are named: `cpu`, `probe:ID`. */
  readonly name: string;
  readonly value: number | null;
  readonly ok: boolean;
}

/** How things stand now. */
export interface PlatformState {
  readonly openIncidents: number;
  readonly openLoops: number;
  /** ISO 8601, UTC; null when no watchdog ever ran on this data folder. */
  readonly watchdogLastTickAt: string | null;
  /** By status, of those that are not over. */
  readonly unfinishedHeals: Readonly<Record<string, number>>;
  readonly deliveries: readonly {
    readonly channel: string;
    readonly status: string;
    readonly count: number;
  }[];
  /** Repairs that wait or run. */
  readonly unfinishedRepairs: number;
  readonly pauses: number;
  /** Events that no watchdog has handled yet. */
  readonly undeliveredEvents: number;
  /** Bytes of logs that were lost before they could be read. */
  readonly lostBytes: number;
  /** Bytes of logs read, by source. */
  readonly readBytes: Readonly<Record<string, number>>;
  /** Of the last hour, the newest of each series. */
  readonly lastValues: readonly LastValue[];
}

/** The numbers behind `/metrics`. */
export interface MetricsReader {
  /** Counts the events after a sequence number; 0 starts at the beginning. */
  countsAfter(sequence: number): Promise<EventCounts>;
  state(): Promise<PlatformState>;
}
