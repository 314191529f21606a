import type { AnyDomainEvent, Checkpoint, DetectionRaised, DomainEvent } from '@app/contracts';
import type { StoredStreak } from '../engine/stored-streak.js';

export const DETECTION_LOG = Symbol('DetectionLog');

/** Lines that are known to be lost. */
export interface Gap {
  readonly streamId: string;
  readonly path: string;
  readonly bytes: number;
}

/** All that one chunk of lines, or one check of a monitor, led to. */
export interface DetectionCommit {
  /** How far files were read; a later one takes the place of its stream's earlier one. */
  readonly checkpoints: readonly Checkpoint[];
  /** What is missing before the chunk. */
  readonly gap?: Gap;
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
