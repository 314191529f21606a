import type { RepairFinished } from '@app/contracts';

/** What somebody asked to have repaired. */
export interface RepairRequest {
  /** Relative to the project root, checked; null where only a route is known. */
  readonly filePath: string | null;
  readonly route: string | null;
  /** The end of the log, cleaned and capped; raw text otherwise: data, never a command. */
  readonly errorLog: string;
  /** For instance `api:127.0.0.1`. */
  readonly requestedBy: string;
  /** The incident that the repair is for; null where the caller named none. */
  readonly correlationId: string | null;
}

export type RepairJobStatus = 'queued' | 'running' | 'done';

/** A repair from the request to its result. Times are ISO 8601, UTC. */
export interface RepairJob {
  readonly id: string;
  readonly status: RepairJobStatus;
  readonly request: RepairRequest;
  /** Null until the job is done. */
  readonly result: RepairFinished | null;
  readonly createdAt: string;
  /** Null where the job never ran. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}
