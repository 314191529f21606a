import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventFactory, newId } from '@app/event-bus';
import { type Pause, PAUSE_STORE, type PauseStore } from './pause-store.js';

/** No pause is longer: what nobody thinks of any more must not stay unhealed for good. */
export const LONGEST_PAUSE_MS = 7 * 24 * 3_600_000;

export interface PauseRequest {
  /** Null: everything. */
  readonly target: string | null;
  /** From 1 ms to a week; more counts as a week. */
  readonly forMs: number;
  readonly reason: string;
  readonly who: string;
}

/** Where people stop automation for a while, for one service or for all. */
@Injectable()
export class PauseDesk {
  constructor(
    @Inject(PAUSE_STORE) private readonly pauses: PauseStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly factory: EventFactory,
  ) {}

  async pause({ target, forMs, reason, who }: PauseRequest): Promise<Pause> {
    const now = this.clock.now();
    const until = new Date(now + Math.min(Math.max(1, forMs), LONGEST_PAUSE_MS)).toISOString();
    const pause = { id: newId(), target, since: new Date(now).toISOString(), until, reason, who };
    await this.pauses.begin(
      pause,
      this.factory.create('automation.paused', { target, until, reason, who }),
    );
    return pause;
  }

  /** @returns false when nothing was paused */
  resume(target: string | null, who: string): Promise<boolean> {
    return this.pauses.end(
      target,
      this.now(),
      this.factory.create('automation.resumed', { target, who }),
    );
  }

  /** Those in force. */
  list(): Promise<readonly Pause[]> {
    return this.pauses.at(this.now());
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
