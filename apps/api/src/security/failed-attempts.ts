import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';

const WINDOW_MS = 5 * 60_000;
const MOST_FAILURES = 20;
const MOST_ADDRESSES = 10_000;

/** Wrong keys by address: whoever guesses is refused for a while, whatever they send then. */
@Injectable()
export class FailedAttempts {
  private readonly failures = new Map<string, { count: number; readonly until: number }>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** For how many more seconds the address is refused; 0: it is not. */
  secondsToWait(address: string): number {
    const found = this.current(address);
    if (!found || found.count < MOST_FAILURES) return 0;
    return Math.ceil((found.until - this.clock.now()) / 1_000);
  }

  count(address: string): void {
    const found = this.current(address);
    if (found) found.count += 1;
    else this.begin(address);
  }

  private begin(address: string): void {
    const [oldest] = this.failures.keys();
    if (oldest !== undefined && this.failures.size >= MOST_ADDRESSES) this.failures.delete(oldest);
    this.failures.set(address, { count: 1, until: this.clock.now() + WINDOW_MS });
  }

  private current(address: string) {
    const found = this.failures.get(address);
    if (!found || found.until > this.clock.now()) return found;
    this.failures.delete(address);
    return undefined;
  }
}
