import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DetectionRaised, HealStep } from '@app/contracts';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { LoopGovernor } from '../loop-guard/loop-governor.js';
import { PAUSE_STORE, type PauseStore } from '../pauses/pause-store.js';
import { decideHeal, type PolicyDecision, type PolicyFacts } from '../policy/heal-policy.js';
import { DependencyWatch } from '../services/dependency-watch.js';
import { HealHistory } from './heal-history.js';
import { rungsLeft } from './ladder.js';

/** Gathers what the policy asks for, and climbs the ladder: a rung whose loop is open has proved ineffective. */
@Injectable()
export class HealDecider {
  constructor(
    @Inject(PAUSE_STORE) private readonly pauses: PauseStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    private readonly governor: LoopGovernor,
    private readonly history: HealHistory,
    private readonly dependencies: DependencyWatch,
  ) {}

  async decide(detection: DetectionRaised, incidentId: string): Promise<PolicyDecision> {
    const left = rungsLeft(detection.plan, await this.history.ofIncident(incidentId));
    let decision = await this.decideStep(detection, left[0]);
    for (const step of left.slice(1)) {
      if (decision.kind !== 'skip' || decision.reason !== 'loop-open') break;
      decision = await this.decideStep(detection, step);
    }
    return decision.kind === 'skip' ? decision : this.unlessDependencyIsDown(decision);
  }

  private async decideStep(
    { key, plan }: DetectionRaised,
    step: HealStep | undefined,
  ): Promise<PolicyDecision> {
    const now = this.clock.now();
    const common = { plan, step, devMode: this.platform.devMode, now };
    if (!step || plan.mode === 'shadow') return decideHeal({ ...common, ...nothing });
    const identity = { key, target: step.target, actionType: step.action.type };
    return decideHeal({
      ...common,
      ...(await this.history.of(key, step)),
      pause: await this.pause(step.target),
      guard: await this.governor.decide(identity, plan.loop),
    });
  }

  private async pause(target: string): Promise<PolicyFacts['pause']> {
    const pauses = await this.pauses.at(new Date(this.clock.now()).toISOString());
    const pause = pauses.find((one) => one.target === null || one.target === target);
    return pause && { until: Date.parse(pause.until), reason: pause.reason };
  }

  /** Asked last: it may take as long as a probe. */
  private async unlessDependencyIsDown(
    decision: Extract<PolicyDecision, { step: HealStep }>,
  ): Promise<PolicyDecision> {
    const detail = await this.dependencies.trouble(decision.step.target);
    return detail === undefined
      ? decision
      : { kind: 'skip', reason: 'dependency-down', detail, step: decision.step };
  }
}

/** What cannot matter where nothing is done in any case. */
const nothing = {
  guard: { allowed: true, trial: false },
  pause: undefined,
  targetBusy: false,
  approvalAwaited: false,
  lastHealEndedAt: undefined,
} as const;
