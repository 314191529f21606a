import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';

const EVERY_MS = 2_000;
const SOONEST_MS = 50;
/** A scan that takes long is repeated less often: it may use a fiftieth of the time, a fifth when asked for. */
const REST_PER_WORK = { periodic: 50, requested: 5 };

/** Looks for new files in the background: soon when something hints at one, else every now and then. */
export class PeriodicScan {
  private readonly logger = new Logger('LogFollower');
  private isRunning = false;
  private isRequested = false;
  private lastEnd: number;
  private tookMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly scan: () => Promise<void>,
    private readonly everyMs = EVERY_MS,
  ) {
    this.lastEnd = clock.now();
  }

  request(): void {
    this.isRequested = true;
  }

  /** To be called often; starts a scan when one is due. */
  tick(): void {
    const restMs = this.isRequested
      ? Math.max(SOONEST_MS, this.tookMs * REST_PER_WORK.requested)
      : Math.max(this.everyMs, this.tookMs * REST_PER_WORK.periodic);
    if (!this.isRunning && this.clock.now() - this.lastEnd >= restMs) void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    this.isRequested = false;
    const begin = performance.now();
    try {
      await this.scan();
    } catch (error) {
      this.logger.warn({ msg: 'Looking for new logs failed; trying again', error: String(error) });
    }
    this.lastEnd = this.clock.now();
    this.tookMs = performance.now() - begin;
    this.isRunning = false;
  }
}
