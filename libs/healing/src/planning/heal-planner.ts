import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DomainEvent, HealActionSpec } from '@app/contracts';
import { EventBus, EventFactory } from '@app/event-bus';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { healingSettings, type HealingSettings } from '../healing.settings.js';
import { type Heal, referenceOf } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { type GuardIdentity } from '../loop-guard/loop-guard-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';
import { decideHeal, type PolicyDecision } from '../policy/heal-policy.js';
import { Serial } from '../serial.js';
import { HealHistory } from './heal-history.js';
import { SkipReporter } from './skip-reporter.js';

type Detection = DomainEvent<'detection.raised'>;

/** Turns detections into heals, or says why not. */
@Injectable()
export class HealPlanner implements OnModuleInit {
  /** Two detections of one target are decided one after the other, or both would find it free. */
  private readonly serial = new Serial();

  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(healingSettings.token) private readonly settings: HealingSettings,
    private readonly governor: LoopGovernor,
    private readonly history: HealHistory,
    private readonly skips: SkipReporter,
    private readonly factory: EventFactory,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('detection.raised', (event) =>
      this.serial.run(event.payload.plan.target, () => this.plan(event)),
    );
  }

  private async plan(event: Detection): Promise<void> {
    // The heal of a detection has its id, so that a detection that is delivered again heals once.
    if (await this.heals.find(event.id)) return;
    const decision = await this.decide(event);
    if (decision.kind === 'skip') await this.skips.report(event, decision);
    else await this.create(event, decision.action, decision.kind === 'ask');
  }

  private async decide({ payload }: Detection): Promise<PolicyDecision> {
    const { plan, key } = payload;
    const facts = await this.history.of(key, plan.target);
    const guard = plan.action
      ? await this.governor.decide(identity(payload, plan.action), plan.loop)
      : { allowed: true as const, trial: false };
    return decideHeal({
      ...facts,
      plan,
      guard,
      devMode: this.platform.devMode,
      now: this.clock.now(),
    });
  }

  private async create(event: Detection, action: HealActionSpec, ask: boolean): Promise<void> {
    const { payload } = event;
    const attempt = await this.governor.admit(identity(payload, action), payload.plan.loop);
    const heal = this.heal(event, action, attempt, ask);
    const told = ask
      ? this.factory.create(
          'heal.approval-required',
          { ...referenceOf(heal), expiresAt: heal.expiresAt ?? '' },
          event,
        )
      : this.factory.create(
          'heal.requested',
          { ...referenceOf(heal), requestedBy: heal.requestedBy, reason: heal.reason },
          event,
        );
    if (await this.heals.create(heal, told)) this.bus.forward(told);
  }

  private heal(
    { id, correlationId, payload }: Detection,
    action: HealActionSpec,
    attempt: number,
    ask: boolean,
  ): Heal {
    const { plan, streak, title } = payload;
    const now = this.clock.now();
    return {
      id,
      incidentId: correlationId,
      key: payload.key,
      target: plan.target,
      action,
      status: ask ? 'awaiting-approval' : 'requested',
      attempt,
      maxAttempts: plan.loop.maxHeals,
      requestedBy: 'detection',
      reason: `${title}: ${String(streak.length)} in a row, ${String(streak.limit)} tolerated`,
      requestedAt: new Date(now).toISOString(),
      verification: plan.verification,
      loop: plan.loop,
      detection: payload,
      ...(ask ? { expiresAt: new Date(now + this.settings.approvalMs).toISOString() } : {}),
    };
  }
}

function identity({ key, plan }: Detection['payload'], action: HealActionSpec): GuardIdentity {
  return { key, target: plan.target, actionType: action.type };
}
