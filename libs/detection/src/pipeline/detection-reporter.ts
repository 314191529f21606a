import { Injectable } from '@nestjs/common';
import type { DetectionRaised } from '@app/contracts';
import { DetectionCommitter } from './detection-committer.js';
import { EventDispatcher } from './event-dispatcher.js';

/** How monitors report what they found; lines go through the DetectionPipeline instead. */
@Injectable()
export class DetectionReporter {
  constructor(
    private readonly committer: DetectionCommitter,
    private readonly dispatcher: EventDispatcher,
  ) {}

  /**
   * Stores the detection and hands it on; resolves when it is stored.
   *
   * @param signal ends the wait for a store that cannot be written; the detection is then dropped
   */
  async report(detection: DetectionRaised, signal?: AbortSignal): Promise<void> {
    const events = await this.committer.commit(
      { checkpoints: [], streaks: { upserts: [], deletes: [] }, detections: [detection] },
      signal,
    );
    if (events) await this.dispatcher.dispatch(events);
  }
}
