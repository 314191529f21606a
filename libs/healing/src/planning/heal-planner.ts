import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { Serial } from '@app/concurrency';
import type { DetectionRaised, HealStep } from '@app/contracts';
import { type Cause, EventBus, EventFactory } from '@app/event-bus';
import { type Heal, referenceOf } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { healingSettings, type HealingSettings } from '../healing.settings.js';
import { type Incident, INCIDENT_STORE, type IncidentStore } from '../incidents/incident-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';
import type { PolicyDecision } from '../policy/heal-policy.js';
import { HealDecider } from './heal-decider.js';
import { HealHistory } from './heal-history.js';
import { inVain, isStep } from './ladder.js';
import { isAnswered } from './missed-trouble.js';
import { SkipReporter } from './skip-reporter.js';

type Go = Extract<PolicyDecision, { step: HealStep }>;

interface Plan {
  readonly healId: string;
  readonly incidentId: string;
  readonly detection: DetectionRaised;
  readonly reason: string;
  readonly cause: Cause;
}

/** Turns detections into heals, or says why not. */
@Injectable()
export class HealPlanner implements OnModuleInit {
  /** Two detections of one target are decided one after the other, or both would find it free. */
  private readonly serial = new Serial();

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(healingSettings.token) private readonly settings: HealingSettings,
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    private readonly decider: HealDecider,
    private readonly history: HealHistory,
    private readonly governor: LoopGovernor,
    private readonly skips: SkipReporter,
    private readonly factory: EventFactory,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('detection.raised', (event) =>
      this.inTurn(event.payload, async () => {
        // The heal of a detection has its id, so that a detection that is delivered again heals once.
        if (await this.heals.find(event.id)) return;
        const { payload, correlationId } = event;
        const decision = await this.decider.decide(payload, correlationId);
        if (decision.kind === 'skip') return this.skips.report(event, decision);
        const reason = `${payload.title}: ${String(payload.streak.length)} in a row, ${String(payload.streak.limit)} tolerated`;
        return this.create(decision, {
          healId: event.id,
          incidentId: correlationId,
          detection: payload,
          reason,
          cause: event,
        });
      }),
    );
  }

  /**
   * Takes up an incident whose last heal was in vain, as if its newest detection had just come: the
   * next rung, or the same again once its wait is over. A paused loop is not tried in this way.
   */
  reconsider(incident: Incident): Promise<void> {
    const { detection, id } = incident;
    return this.inTurn(detection, async () => {
      const heals = await this.history.ofIncident(id);
      const [last] = heals;
      if (!last || !inVain(last)) return;
      const decision = await this.decider.decide(detection, id);
      if (decision.kind === 'skip' || decision.trial) return;
      if (isStep(last, decision.step) && last.retryable === false) return;
      await this.create(decision, {
        healId: `${id}-${String(heals.length + 1)}`,
        incidentId: id,
        detection,
        reason: `${detection.title}: ${last.action.type} did not help`,
        cause: { correlationId: id },
      });
    });
  }

  /**
   * Decides about trouble that was passed over while another heal had its target, once that heal is over
   * and has not answered it: as if it had just come, and once.
   */
  takeUpMissed({ id, detection, missedAt }: Incident): Promise<void> {
    return this.inTurn(detection, async () => {
      if (missedAt === undefined) return;
      if (
        !isAnswered(detection.plan, missedAt, await this.history.ofTarget(detection.plan.target))
      ) {
        const decision = await this.decider.decide(detection, id);
        if (decision.kind === 'skip' && decision.reason === 'in-progress') return;
        if (decision.kind !== 'skip') await this.healMissed(decision, id, detection);
      }
      await this.incidents.setMissed(id, undefined);
    });
  }

  private async healMissed(go: Go, id: string, detection: DetectionRaised): Promise<void> {
    const heals = await this.history.ofIncident(id);
    await this.create(go, {
      healId: `${id}-${String(heals.length + 1)}`,
      incidentId: id,
      detection,
      reason: `${detection.title}: came while another heal of ${go.step.target} was under way`,
      cause: { correlationId: id },
    });
  }

  private inTurn(detection: DetectionRaised, work: () => Promise<void>): Promise<void> {
    return this.serial.run(detection.plan.target, work);
  }

  private async create(go: Go, plan: Plan): Promise<void> {
    const heal = await this.heal(go, plan);
    const { requestedBy, reason, expiresAt } = heal;
    const told =
      expiresAt === undefined
        ? this.factory.create(
            'heal.requested',
            { ...referenceOf(heal), requestedBy, reason },
            plan.cause,
          )
        : this.factory.create(
            'heal.approval-required',
            { ...referenceOf(heal), expiresAt },
            plan.cause,
          );
    if (await this.heals.create(heal, told)) this.bus.forward(told);
  }

  /** Counted against the loop's budget before it is stored: a crash in between costs a try, never the budget. */
  private async heal({ kind, step }: Go, plan: Plan): Promise<Heal> {
    const { detection, healId, incidentId, reason } = plan;
    const { action, target } = step;
    const { loop, verification } = detection.plan;
    const identity = { key: detection.key, target, actionType: action.type };
    const now = this.clock.now();
    return {
      id: healId,
      incidentId,
      key: detection.key,
      target,
      action,
      status: kind === 'ask' ? 'awaiting-approval' : 'requested',
      attempt: await this.governor.admit(identity, loop),
      maxAttempts: loop.maxHeals,
      requestedBy: 'detection',
      reason,
      requestedAt: new Date(now).toISOString(),
      verification,
      loop,
      detection,
      ...(kind === 'ask'
        ? { expiresAt: new Date(now + this.settings.approvalMs).toISOString() }
        : {}),
    };
  }
}
