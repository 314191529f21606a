import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import {
  DETECTION_LOG,
  type DetectionCommit,
  type DetectionEvent,
  type DetectionLog,
} from './detection-log.js';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/** Stores commits, however long the store refuses: a full disk delays detection, it loses nothing. */
@Injectable()
export class DetectionCommitter {
  private readonly logger = new Logger(DetectionCommitter.name);
  private failing = false;

  constructor(
    @Inject(DETECTION_LOG) private readonly log: DetectionLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Tries until the commit is stored.
   *
   * @returns the stored events, or undefined when the signal aborted first: then nothing of it is stored
   */
  async commit(
    commit: DetectionCommit,
    signal?: AbortSignal,
  ): Promise<readonly DetectionEvent[] | undefined> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        const events = await this.log.commit(commit);
        this.sayRecovered();
        return events;
      } catch (error) {
        this.sayFailed(error);
      }
      await this.clock.sleep(waitMs, signal);
      if (signal?.aborted) return undefined;
    }
  }

  private sayFailed(error: unknown): void {
    if (this.failing) return;
    this.failing = true;
    this.logger.error({
      msg: 'Detections cannot be stored, so reading waits; no line is skipped. Check that the data folder is writable and its disk is not full',
      error: String(error),
    });
  }

  private sayRecovered(): void {
    if (!this.failing) return;
    this.failing = false;
    this.logger.log({ msg: 'Detections are stored again' });
  }
}
