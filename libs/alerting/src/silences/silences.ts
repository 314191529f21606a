import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { newId } from '@app/event-bus';
import {
  SILENCE_STORE,
  type Silence,
  type SilenceMatchers,
  type SilenceStore,
} from './silence-store.js';

/** A week. A silence that is to last longer is a route, or a pattern that should not be. */
export const LONGEST_SILENCE_MINUTES = 10_080;

export interface SilenceRequest {
  readonly matchers: SilenceMatchers;
  /** From 1 to 10,080. */
  readonly minutes: number;
  readonly reason: string;
  readonly createdBy: string;
}

/** Silences as people ask for them: the API and the command line call this. */
@Injectable()
export class Silences {
  constructor(
    @Inject(SILENCE_STORE) private readonly store: SilenceStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RangeError when it would not expire within a week */
  async create({ minutes, ...request }: SilenceRequest): Promise<Silence> {
    if (!(minutes >= 1 && minutes <= LONGEST_SILENCE_MINUTES))
      throw new RangeError(
        `A silence lasts from 1 to ${String(LONGEST_SILENCE_MINUTES)} minutes, not ${String(minutes)}.`,
      );
    const now = this.clock.now();
    const silence = {
      id: newId(),
      ...request,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + minutes * 60_000).toISOString(),
    };
    await this.store.create(silence);
    return silence;
  }

  list(limit = 100): Promise<readonly Silence[]> {
    return this.store.list(limit);
  }

  active(): Promise<readonly Silence[]> {
    return this.store.active(this.now());
  }

  /** @returns false when there is no such silence, or it has ended already */
  expire(id: string): Promise<boolean> {
    return this.store.end(id, this.now());
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
