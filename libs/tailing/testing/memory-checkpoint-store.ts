import type { Checkpoint } from '@app/contracts';
import type { CheckpointStore } from '../src/checkpoint-store.js';

/** Checkpoints in memory, for tests that restart a follower. */
export class MemoryCheckpointStore implements CheckpointStore {
  private readonly checkpoints = new Map<string, Checkpoint>();

  all(): Promise<readonly Checkpoint[]> {
    return Promise.resolve([...this.checkpoints.values()]);
  }

  commit(checkpoint: Checkpoint): void {
    this.checkpoints.set(checkpoint.streamId, checkpoint);
  }
}
