import type { AnyDomainEvent, Checkpoint, DetectionRaised, DomainEvent } from '@app/contracts';
import type { StoredStreak } from '../engine/stored-streak.js';

export const DETECTION_LOG = Symbol('DetectionLog');

/** All that one chunk of lines, or one check of a monitor, led to. */
export interface DetectionCommit {
  /** Absent where no file was read. */
  readonly checkpoint?: Checkpoint;
  /** Bytes known to be lost before the chunk; 0 when none. */
  readonly gapBytes?: number;
  readonly streaks: {
    readonly upserts: readonly StoredStreak[];
    /** Keys; one that is not stored does no harm. */
    readonly deletes: readonly string[];
  };
  readonly detections: readonly DetectionRaised[];
}

export type DetectionEvent = DomainEvent<'detection.raised'> & AnyDomainEvent;

/** Where detection keeps what it knows. */
export interface DetectionLog {
  /**
   * Stores everything or nothing. A detection joins the open incident of its key, or opens one; its
   * event carries that incident's id as correlation id and is stored as undelivered.
   *
   * @returns the stored events in the order of `detections`, to be dispatched by the caller
   * @throws when the store cannot be written; the same commit may be tried again
   */
  commit(commit: DetectionCommit): Promise<readonly DetectionEvent[]>;
  /** Every streak that is not finished; empty at the first start. */
  loadStreaks(): Promise<readonly StoredStreak[]>;
}
