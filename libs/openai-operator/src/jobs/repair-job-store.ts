import type { DomainEvent } from '@app/contracts';
import type { RepairJob } from './repair-job.js';

export const REPAIR_JOB_STORE = Symbol('RepairJobStore');

/** Keeps every repair, so that none is lost or told twice when the process dies. */
export interface RepairJobStore {
  /** Stores a job as it is. */
  create(job: RepairJob): Promise<void>;
  markRunning(id: string, startedAt: string): Promise<void>;
  /**
   * Closes the job named by the event and stores the event as undelivered, both or neither.
   *
   * @returns false, and nothing is changed, when the job was done already or does not exist
   */
  finish(event: DomainEvent<'repair.finished'>): Promise<boolean>;
  find(id: string): Promise<RepairJob | undefined>;
  /** The newest jobs, newest first. */
  recent(limit: number): Promise<readonly RepairJob[]>;
  /**
   * Forgets jobs that were done before a moment (ISO 8601, UTC), and what was said to and by models from
   * their events, once those are delivered.
   *
   * @returns how many jobs are gone
   */
  prune(before: string): Promise<number>;
  /** Every job that is not done, oldest first. */
  unfinished(): Promise<readonly RepairJob[]>;
}
