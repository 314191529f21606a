import { Inject, Injectable } from '@nestjs/common';
import { EventBus } from '@app/event-bus';
import {
  LOOP_GUARD_STORE,
  type LoopGuardStore,
  type StoredGuard,
} from '../loop-guard/loop-guard-store.js';

/** Where people look at loop guards and resume what was stopped. */
@Injectable()
export class LoopDesk {
  constructor(
    @Inject(LOOP_GUARD_STORE) private readonly guards: LoopGuardStore,
    private readonly bus: EventBus,
  ) {}

  list(): Promise<readonly StoredGuard[]> {
    return this.guards.list();
  }

  /**
   * Forgets the guards of a target, or of every target, and says who resumed those that were open.
   *
   * @returns what was forgotten; empty when there was nothing
   */
  async reset(who: string, target?: string): Promise<readonly StoredGuard[]> {
    const guards = await this.guards.list();
    return this.forget(
      who,
      guards.filter((guard) => target === undefined || guard.target === target),
    );
  }

  /** The same for the guards of one trigger. */
  async resetKey(who: string, key: string): Promise<readonly StoredGuard[]> {
    const guards = await this.guards.list();
    return this.forget(
      who,
      guards.filter((guard) => guard.key === key),
    );
  }

  private async forget(
    who: string,
    guards: readonly StoredGuard[],
  ): Promise<readonly StoredGuard[]> {
    for (const { key, target: name, actionType, state } of guards) {
      const identity = { key, target: name, actionType };
      await this.guards.remove(identity);
      if (state.phase === 'closed') continue;
      await this.bus.publish('heal-loop.closed', {
        ...identity,
        by: 'person',
        who,
        suppressed: state.suppressed,
      });
    }
    return guards;
  }
}
