import type { Chunk } from '@app/contracts';
import type { EngineResult } from '../engine/pattern-engine.js';
import type { DetectionCommit } from './detection-log.js';
import { ReadProgress } from './read-progress.js';
import { UnfinishedDetections } from './unfinished-detections.js';
import { StreakChanges } from './streak-changes.js';

/** When what is pending is to be stored, at the latest. */
export type StoreWhen = 'now' | 'trace is whole' | 'some time';

/** What chunks led to that is not yet stored. All of it is stored at once. */
export class PendingCommit {
  private readonly progress = new ReadProgress();
  private readonly streaks = new StreakChanges();
  private readonly detections = new UnfinishedDetections();

  /** Whether the stack trace of a detection may still be being written. */
  get isWaiting(): boolean {
    return this.detections.isWaiting;
  }

  /** Takes the next chunk, and what it led to. */
  add(chunk: Chunk, result: EngineResult): StoreWhen {
    const isKnown = this.progress.knows(chunk.streamId);
    this.progress.put(chunk.checkpoint);
    this.streaks.add(result.streaks);
    this.detections.add(chunk, result);
    if (chunk.gapBytes > 0) return 'now';
    if (this.isWaiting) return 'trace is whole';
    const hasEffects = this.streaks.size + this.detections.size > 0;
    return hasEffects || !isKnown ? 'now' : 'some time';
  }

  /** Everything; afterwards nothing is pending. */
  take(): Omit<DetectionCommit, 'gap'> {
    return {
      checkpoints: this.progress.take(),
      streaks: this.streaks.take(),
      detections: this.detections.take(),
    };
  }
}
