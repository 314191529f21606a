import type { VirtualClock } from '@app/clock';
import { activeStatuses, type HealStore, type IncidentKeeper } from '@app/healing';

const STEP_MS = 5_000;
const CALM_STEP_MS = 60_000;
/** After so long without an event only waits are left, which need no close look. */
const CALM_AFTER_MS = 15 * 60_000;
/** The longest that heals at the end of the log are followed. */
const LONGEST_END_MS = 24 * 3_600_000;

/** Moves a replay's time, and does on the way what the watchdog does by its own timers. */
export class ReplayedPlatform {
  private lastEventAt: number;

  constructor(
    private readonly clock: VirtualClock,
    private readonly keeper: IncidentKeeper,
    private readonly heals: HealStore,
  ) {
    this.lastEventAt = clock.now();
  }

  now(): number {
    return this.clock.now();
  }

  eventSeen(): void {
    this.lastEventAt = this.clock.now();
  }

  async advance(ms: number): Promise<void> {
    const end = this.now() + ms;
    while (this.now() < end) {
      const calm = this.now() - this.lastEventAt > CALM_AFTER_MS;
      await this.clock.advance(Math.min(calm ? CALM_STEP_MS : STEP_MS, end - this.now()));
      await this.keeper.sweep();
    }
  }

  /** Until every heal that was begun is proven or given up. */
  async finish(): Promise<void> {
    const latest = this.now() + LONGEST_END_MS;
    while (this.now() < latest && (await this.isBusy())) await this.advance(STEP_MS);
  }

  private async isBusy(): Promise<boolean> {
    const active = await this.heals.list({ statuses: [...activeStatuses], limit: 1 });
    return active.length > 0;
  }
}
