import { setImmediate as nextTurn } from 'node:timers/promises';
import type { VirtualClock } from '@app/clock';
import type { EventBus } from '@app/event-bus';
import {
  activeStatuses,
  type HealExecutor,
  type HealStore,
  type IncidentKeeper,
} from '@app/healing';

const STEP_MS = 5_000;
const CALM_STEP_MS = 60_000;
/** After so long without an event only waits are left, which need no close look. */
const CALM_AFTER_MS = 15 * 60_000;
/** The longest that heals at the end of the log are followed. */
const LONGEST_END_MS = 24 * 3_600_000;

/** What the platform does by itself once something has happened. */
export interface PlatformParts {
  readonly keeper: IncidentKeeper;
  readonly heals: HealStore;
  readonly executor: HealExecutor;
  readonly bus: EventBus;
}

/**
 * Moves a replay's time, and does on the way what the watchdog does by its own timers.
 *
 * Time stands still while anything is under way, so the same log always tells the same story.
 */
export class ReplayedPlatform {
  private lastEventAt: number;

  constructor(
    private readonly clock: VirtualClock,
    private readonly parts: PlatformParts,
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
      await this.step(Math.min(calm ? CALM_STEP_MS : STEP_MS, end - this.now()));
      await this.parts.keeper.sweep();
    }
  }

  /** Until every heal that was begun is proven or given up. */
  async finish(): Promise<void> {
    const latest = this.now() + LONGEST_END_MS;
    while (this.now() < latest && (await this.isBusy())) await this.advance(STEP_MS);
  }

  private async step(ms: number): Promise<void> {
    const end = this.now() + ms;
    do await this.settle();
    while (this.clock.fireNext(end));
  }

  /** Two turns of the event loop: one until what has just fired is under way, one for what its end leads to. */
  private async settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) {
      await nextTurn();
      await this.parts.bus.idle();
      await this.parts.executor.idle();
    }
  }

  private async isBusy(): Promise<boolean> {
    const active = await this.parts.heals.list({ statuses: [...activeStatuses], limit: 1 });
    return active.length > 0;
  }
}
