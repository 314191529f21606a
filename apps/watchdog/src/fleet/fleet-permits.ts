import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@app/event-bus';
import type { Turns } from '@app/fleet';
import {
  type Heal,
  HEAL_STORE,
  HealPermits,
  type HealStatus,
  type HealStore,
  type PermitAnswer,
  type PermitCheck,
  type PermitSource,
} from '@app/healing';

const ALL = 10_000;
const UNDER_WAY: readonly HealStatus[] = ['running', 'verifying'];

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

  /** Heals that an earlier run left under way keep their turn. */
  async start(turns: Turns): Promise<void> {
    this.turns = turns;
    this.permits.leaveTo(this);
    for (const heal of await this.heals.list({ statuses: UNDER_WAY, limit: ALL }))
      void this.takeUp(heal, turns);
  }

  stop(): void {
    this.leaving.abort();
  }

  async ask(heal: Heal, signal: AbortSignal): Promise<PermitAnswer> {
    return this.turns?.wait(heal.target, heal.id, signal) ?? { outcome: 'granted' };
  }

  async check(healId: string): Promise<PermitCheck> {
    return this.turns?.check(healId) ?? { outcome: 'held' };
  }

  giveBack(healId: string): void {
    void this.turns?.end(healId);
  }

  /** It may have ended while its turn was asked for. */
  private async takeUp({ id, target }: Heal, turns: Turns): Promise<void> {
    const { outcome } = await turns.wait(target, id, this.leaving.signal);
    const heal = await this.heals.find(id);
    if (outcome === 'granted' && !(heal && UNDER_WAY.includes(heal.status))) await turns.end(id);
  }
}
