import type { Clock } from '@app/clock';
import { type Logger } from '@nestjs/common';

/** Does work at an interval, never twice at once, and says once when it begins to fail. */
export class RepeatedCheck {
  private readonly stopping = new AbortController();
  private stopTicking: () => void = () => undefined;
  private checking: Promise<void> | undefined;
  private failing = false;

  constructor(
    private readonly clock: Clock,
    private readonly intervalMs: number,
    private readonly logger: Logger,
    /** For people: what does not work when the work throws. */
    private readonly trouble: string,
  ) {}

  /** Aborts when the check is stopped. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  /** @param first is done now, in the place of the first check */
  start(first: () => Promise<void>, check: () => Promise<void>): void {
    this.run(first);
    this.stopTicking = this.clock.every(this.intervalMs, () => {
      this.run(check);
    });
  }

  /** Waits for a check that is under way. */
  async stop(): Promise<void> {
    this.stopTicking();
    this.stopping.abort();
    await this.checking;
  }

  /** A check that is still under way when the next is due takes its place. */
  private run(work: () => Promise<void>): void {
    this.checking ??= this.guarded(work).finally(() => (this.checking = undefined));
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ msg: this.trouble, error: String(error) });
      this.failing = true;
    }
  }
}
