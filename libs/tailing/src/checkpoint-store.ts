import type { Checkpoint } from '@app/contracts';

export const CHECKPOINT_STORE = Symbol('CheckpointStore');

/**
 * Where reading goes on after a restart.
 *
 * Read only: a checkpoint is written by whoever consumes its chunk, in the same transaction as what
 * the chunk led to. That is what makes a line count once.
 */
export interface CheckpointStore {
  /** The newest checkpoint of every stream; empty at the first start. */
  all(): Promise<readonly Checkpoint[]>;
}
