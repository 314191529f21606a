import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { HealLoopClosed, HealLoopOpened, LoopLimits } from '@app/contracts';
import { type Cause, EventBus } from '@app/event-bus';
import type { Heal } from '../heal/heal.js';
import {
  admit,
  decide,
  freshGuard,
  type GuardDecision,
  type GuardTransition,
  type LoopGuardState,
  healsInWindow,
  recordHealthy,
  recordIneffective,
  recordRefused,
  recordVerified,
  tightestBudget,
} from './loop-guard.js';
import { type GuardIdentity, LOOP_GUARD_STORE, type LoopGuardStore } from './loop-guard-store.js';

export const RANDOM = Symbol('Random');

/** A loop that opened or closed, still to be told. */
export type LoopNews =
  | { readonly name: 'heal-loop.opened'; readonly payload: HealLoopOpened }
  | { readonly name: 'heal-loop.closed'; readonly payload: HealLoopClosed };

/** The persisted loop guards: reads, decides and writes. What opens or closes is handed back, for `tell`. */
@Injectable()
export class LoopGovernor {
  constructor(
    @Inject(LOOP_GUARD_STORE) private readonly store: LoopGuardStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: () => number,
    private readonly bus: EventBus,
  ) {}

  async decide(identity: GuardIdentity, limits: LoopLimits): Promise<GuardDecision> {
    return decide(await this.load(identity), limits, this.clock.now());
  }

  /** @returns which heal of the budget this one is, from 1 */
  async admit(identity: GuardIdentity, limits: LoopLimits): Promise<number> {
    const now = this.clock.now();
    const state = admit(await this.load(identity), limits, now);
    await this.store.save(identity, state);
    return healsInWindow(state, limits, now);
  }

  async refused(
    identity: GuardIdentity,
    limits: LoopLimits,
    occurrences: number,
  ): Promise<LoopNews | undefined> {
    const before = await this.load(identity);
    const transition = recordRefused(before, limits, this.clock.now(), occurrences);
    return this.save(identity, limits, before, transition);
  }

  async verified(heal: Heal): Promise<LoopNews | undefined> {
    const identity = identityOf(heal);
    const before = await this.load(identity);
    return this.save(identity, heal.loop, before, recordVerified(before, this.clock.now()));
  }

  async ineffective(heal: Heal): Promise<LoopNews | undefined> {
    const identity = identityOf(heal);
    const before = await this.load(identity);
    const transition = recordIneffective(before, heal.loop, this.clock.now(), this.random());
    return this.save(identity, heal.loop, before, transition);
  }

  /**
   * The trouble of this trigger passed by itself: closes its loops whose pause is over, and tells.
   *
   * @returns whether none of them is open now
   */
  async healthy(key: string, limits: LoopLimits, cause: Cause): Promise<boolean> {
    const guards = (await this.store.list()).filter((guard) => guard.key === key);
    let allClosed = true;
    for (const { state, target, actionType } of guards) {
      const identity = { key, target, actionType };
      const transition = recordHealthy(state, this.clock.now());
      if (transition.state !== state)
        await this.tell(await this.save(identity, limits, state, transition, 'healthy'), cause);
      allClosed &&= transition.state.phase === 'closed';
    }
    return allClosed;
  }

  /** Publishes what a change led to; nothing where it led to nothing. */
  async tell(news: LoopNews | undefined, cause: Cause): Promise<void> {
    if (news) await this.bus.publish(news.name, news.payload, cause);
  }

  private async load(identity: GuardIdentity): Promise<LoopGuardState> {
    return (await this.store.load(identity)) ?? freshGuard;
  }

  private async save(
    identity: GuardIdentity,
    limits: LoopLimits,
    { suppressed }: LoopGuardState,
    { state, event }: GuardTransition,
    by: HealLoopClosed['by'] = 'trial-verified',
  ): Promise<LoopNews | undefined> {
    await this.store.save(identity, state);
    if (event === 'none') return undefined;
    if (event === 'closed')
      return { name: 'heal-loop.closed', payload: { ...identity, by, suppressed } };
    const { heals, windowSeconds } = tightestBudget(state, limits, this.clock.now());
    const retryAt = new Date(this.retryAt(state, limits)).toISOString();
    return { name: 'heal-loop.opened', payload: { ...identity, heals, windowSeconds, retryAt } };
  }

  private retryAt(state: LoopGuardState, limits: LoopLimits): number {
    const decision = decide(state, limits, this.clock.now());
    return decision.allowed ? this.clock.now() : decision.until;
  }
}

export function identityOf({
  key,
  target,
  action,
}: Pick<Heal, 'key' | 'target' | 'action'>): GuardIdentity {
  return { key, target, actionType: action.type };
}
