export const WATCHDOG_STATUS = Symbol('WatchdogStatusStore');

/** A watchdog without a tick for this long is not alive, or too busy to be trusted. */
export const WATCHDOG_STALE_AFTER_MS = 10_000;

/** What the watchdog says of itself when it starts and whenever its configuration changes. */
export interface WatchdogReport {
  readonly devMode: boolean;
  readonly patternsPath: string;
  readonly patterns: number;
  /** What is followed: an id and a path or glob each. */
  readonly sources: readonly { readonly id: string; readonly path: string }[];
  /** Ids. */
  readonly probes: readonly string[];
  /** Optional parts, whether they are on, and the variable that turns each on. */
  readonly features: readonly {
    readonly name: string;
    readonly on: boolean;
    readonly variable: string;
  }[];
  /** What is wrong with the pattern file on disk while an older one is in force; empty when nothing is. */
  readonly problems: readonly string[];
}

export interface RunningWatchdog {
  readonly pid: number;
  readonly host: string;
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly report: WatchdogReport;
}

export interface WatchdogStatus extends RunningWatchdog {
  /** ISO 8601, UTC. */
  readonly lastTickAt: string;
  /** Null while it runs, and after it died without a shutdown. */
  readonly stoppedAt: string | null;
}

/** How API and CLI know of the watchdog of their data folder, or of the last one. One process writes: the watchdog. */
export interface WatchdogStatusStore {
  /** Takes the place of whatever watchdog was there before. */
  started(watchdog: RunningWatchdog): Promise<void>;
  /** Says that it is alive; call it about once a second. */
  tick(): Promise<void>;
  report(report: WatchdogReport): Promise<void>;
  stopped(): Promise<void>;
  /** Undefined when no watchdog has ever run here. */
  read(): Promise<WatchdogStatus | undefined>;
}

/** `silent`: it has not said that it stopped, nor that it is alive. */
export type WatchdogLiveness = 'never-started' | 'running' | 'silent' | 'stopped';

export function watchdogLiveness(
  status: WatchdogStatus | undefined,
  nowMs: number,
): WatchdogLiveness {
  if (status === undefined) return 'never-started';
  if (status.stoppedAt !== null) return 'stopped';
  const silentMs = nowMs - Date.parse(status.lastTickAt);
  return silentMs > WATCHDOG_STALE_AFTER_MS ? 'silent' : 'running';
}
