import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@app/event-bus';
import type { Turns } from '@app/fleet';
import {
  type Heal,
  HEAL_STORE,
  HealPermits,
  type HealStore,
  type PermitAnswer,
  type PermitSource,
} from '@app/healing';

const ALL = 10_000;

/** A heal's turn in the fleet: asked for before it begins, held until it is proven or was in vain. */
@Injectable()
export class FleetPermits implements OnModuleInit, PermitSource {
  private readonly leaving = new AbortController();
  private turns: Turns | undefined;

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    private readonly permits: HealPermits,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    for (const end of ['heal.failed', 'heal.verified', 'heal.ineffective'] as const)
      this.bus.on(end, ({ payload }) => this.turns?.end(payload.healId));
  }

  /** Heals that an earlier run left to be proven keep their turn. */
  async start(turns: Turns): Promise<void> {
    this.turns = turns;
    this.permits.leaveTo(this);
    for (const { id, target } of await this.heals.list({ statuses: ['verifying'], limit: ALL }))
      void turns.wait(target, id, this.leaving.signal);
  }

  stop(): void {
    this.leaving.abort();
  }

  async ask(heal: Heal, signal: AbortSignal): Promise<PermitAnswer> {
    return this.turns?.wait(heal.target, heal.id, signal) ?? { outcome: 'granted' };
  }

  giveBack(healId: string): void {
    void this.turns?.end(healId);
  }
}
