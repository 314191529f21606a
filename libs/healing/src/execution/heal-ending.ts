import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DomainEvent, IneffectiveReason } from '@app/contracts';
import { EventBus, EventFactory } from '@app/event-bus';
import type { HealFailure, HealOutcome } from '../actions/heal-action.js';
import { failure } from '../actions/outcome.js';
import { type Heal, type HealStatus, referenceOf } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { IncidentCloser } from '../incidents/incident-closer.js';
import { INCIDENT_STORE, type IncidentStore } from '../incidents/incident-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';

/** Every way in which a heal ends: one transition with its event, then the guard and the incident. */
@Injectable()
export class HealEnding {
  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly governor: LoopGovernor,
    private readonly closer: IncidentCloser,
    private readonly factory: EventFactory,
    private readonly bus: EventBus,
  ) {}

  /** The action is over: proof is still to come, or it failed. */
  async acted(heal: Heal, outcome: HealOutcome, durationMs: number): Promise<void> {
    if (!outcome.ok) {
      await this.failed(heal, outcome, durationMs);
      return;
    }
    const { summary, output } = outcome;
    const event = this.factory.create(
      'heal.succeeded',
      { ...referenceOf(heal), durationMs, summary, output },
      of(heal),
    );
    const change = { status: 'verifying', finishedAt: this.now(), result: summary } as const;
    if (await this.heals.transition(heal.id, ['running'], change, [event])) this.bus.forward(event);
  }

  async failed(
    heal: Heal,
    outcome: HealFailure,
    durationMs: number,
    from: HealStatus = 'running',
  ): Promise<void> {
    const { reason, message, retryable, output } = outcome;
    const status: HealStatus = reason === 'cancelled' ? 'cancelled' : 'failed';
    const event = this.factory.create(
      'heal.failed',
      { ...referenceOf(heal), durationMs, reason, message, retryable, output },
      of(heal),
    );
    const change = { status, finishedAt: this.now(), result: message, retryable };
    if (!(await this.heals.transition(heal.id, [from], change, [event]))) return;
    await this.inVain(heal, event);
  }

  /** Somebody who has a say did not permit it: it never began. */
  async refused(heal: Heal, message: string): Promise<void> {
    await this.failed(heal, failure('refused', message), 0, 'requested');
  }

  async verified(heal: Heal, silentSeconds: number): Promise<void> {
    const incident = await this.incidents.find(heal.incidentId);
    const since = incident?.openedAt ?? heal.requestedAt;
    const event = this.factory.create(
      'heal.verified',
      { ...referenceOf(heal), silentSeconds, downtimeMs: this.clock.now() - Date.parse(since) },
      of(heal),
    );
    const change = { status: 'verified', verifiedAt: this.now(), result: 'Verified.' } as const;
    if (!(await this.heals.transition(heal.id, ['verifying'], change, [event]))) return;
    const news = await this.governor.verified(heal);
    this.bus.forward(event);
    await this.governor.tell(news, event);
    await this.closer.resolve(heal.incidentId, 'verified', event);
  }

  async ineffective(heal: Heal, reason: IneffectiveReason, message: string): Promise<void> {
    const event = this.factory.create(
      'heal.ineffective',
      { ...referenceOf(heal), reason, message },
      of(heal),
    );
    const change = { status: 'ineffective', result: message } as const;
    if (!(await this.heals.transition(heal.id, ['verifying'], change, [event]))) return;
    await this.inVain(heal, event);
  }

  /** The guard first: who hears of the event may ask at once whether the next heal is allowed. */
  private async inVain(
    heal: Heal,
    event: DomainEvent<'heal.failed'> | DomainEvent<'heal.ineffective'>,
  ): Promise<void> {
    const news = await this.governor.ineffective(heal);
    this.bus.forward(event);
    await this.governor.tell(news, event);
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function of(heal: Heal): { readonly correlationId: string } {
  return { correlationId: heal.incidentId };
}
