import type { Clock } from '@app/clock';

/** A wait that can be cut short; a ring that comes before the wait counts too. */
export class WakeUp {
  private current = new AbortController();

  constructor(private readonly clock: Clock) {}

  ring(): void {
    this.current.abort();
  }

  /**
   * Resolves after a ring, at the latest after `ms`.
   *
   * @returns whether it rang
   */
  async wait(ms: number): Promise<boolean> {
    await this.clock.sleep(ms, this.current.signal);
    const rang = this.current.signal.aborted;
    if (rang) this.current = new AbortController();
    return rang;
  }
}
