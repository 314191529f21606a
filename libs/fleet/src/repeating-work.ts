import { Logger } from '@nestjs/common';
import type { Clock } from '@app/clock';

const IDLE_MS = 250;
const RETRY_MS = 1_000;

/** Work that comes piece by piece and must go on, whatever fails on the way. */
export class RepeatingWork {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private failing = false;
  private running: Promise<void> = Promise.resolve();

  /**
   * @param what for the log, for instance "Events of this host reach the fleet"
   * @param piece does the next piece; false when there was nothing to do
   */
  constructor(
    private readonly what: string,
    private readonly clock: Clock,
    private readonly piece: (signal: AbortSignal) => Promise<boolean>,
    private readonly idleMs = IDLE_MS,
  ) {
    this.logger = new Logger('Fleet');
  }

  start(): this {
    this.running = this.run(this.stopping.signal);
    return this;
  }

  /** Resolves when the piece under way is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await this.attempt(signal);
      if (waitMs > 0) await this.clock.sleep(waitMs, signal);
    }
  }

  /** @returns how long to wait for the next piece */
  private async attempt(signal: AbortSignal): Promise<number> {
    try {
      const more = await this.piece(signal);
      if (this.failing) this.logger.log({ msg: `${this.what} again` });
      this.failing = false;
      return more ? 0 : this.idleMs;
    } catch (error) {
      if (!this.failing && !signal.aborted)
        this.logger.warn({ msg: `${this.what} no more; trying again`, error: String(error) });
      this.failing = true;
      return RETRY_MS;
    }
  }
}
