import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { LoopLimits } from '@app/contracts';
import { type Cause, EventBus } from '@app/event-bus';
import type { Heal } from '../heal/heal.js';
import {
  admit,
  decide,
  freshGuard,
  type GuardDecision,
  type GuardTransition,
  recordIneffective,
  recordRefused,
  recordVerified,
} from './loop-guard.js';
import { type GuardIdentity, LOOP_GUARD_STORE, type LoopGuardStore } from './loop-guard-store.js';

export const RANDOM = Symbol('Random');

/** The persisted loop guards: reads, decides, writes, and tells when one opens or closes. */
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
    const state = admit(await this.load(identity), limits, this.clock.now());
    await this.store.save(identity, state);
    return state.heals.length;
  }

  async refused(
    identity: GuardIdentity,
    limits: LoopLimits,
    occurrences: number,
    cause: Cause,
  ): Promise<void> {
    const before = await this.load(identity);
    await this.apply(
      identity,
      limits,
      recordRefused(before, limits, this.clock.now(), occurrences),
      0,
      cause,
    );
  }

  async verified(heal: Heal, cause: Cause): Promise<void> {
    const identity = identityOf(heal);
    const before = await this.load(identity);
    await this.apply(
      identity,
      heal.loop,
      recordVerified(before, this.clock.now()),
      before.suppressed,
      cause,
    );
  }

  async ineffective(heal: Heal, cause: Cause): Promise<void> {
    const identity = identityOf(heal);
    const before = await this.load(identity);
    const transition = recordIneffective(before, heal.loop, this.clock.now(), this.random());
    await this.apply(identity, heal.loop, transition, before.suppressed, cause);
  }

  private async load(identity: GuardIdentity): Promise<GuardTransition['state']> {
    return (await this.store.load(identity)) ?? freshGuard;
  }

  private async apply(
    identity: GuardIdentity,
    limits: LoopLimits,
    { state, event }: GuardTransition,
    suppressed: number,
    cause: Cause,
  ): Promise<void> {
    await this.store.save(identity, state);
    if (event === 'opened') {
      await this.bus.publish(
        'heal-loop.opened',
        {
          ...identity,
          heals: state.heals.length,
          windowSeconds: limits.windowSeconds,
          retryAt: new Date(this.retryAt(state, limits)).toISOString(),
        },
        cause,
      );
    }
    if (event === 'closed') {
      await this.bus.publish(
        'heal-loop.closed',
        { ...identity, by: 'trial-verified', suppressed },
        cause,
      );
    }
  }

  private retryAt(state: GuardTransition['state'], limits: LoopLimits): number {
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
