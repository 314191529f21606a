import type { HealPlan, HealSkipReason, HealStep } from '@app/contracts';
import type { GuardDecision } from '../loop-guard/loop-guard.js';

/** All that the decision rests on; times in milliseconds. */
export interface PolicyFacts {
  readonly plan: HealPlan;
  /** The rung of the plan's ladder that is next; undefined when the trigger only alerts. */
  readonly step: HealStep | undefined;
  readonly devMode: boolean;
  readonly guard: GuardDecision;
  /** Somebody stopped automation for this target, or for all. */
  readonly pause: { readonly until: number; readonly reason: string } | undefined;
  /** A heal of the same target is not over yet. */
  readonly targetBusy: boolean;
  /** A heal of the same trigger waits for a person. */
  readonly approvalAwaited: boolean;
  /** When this action was last done for this trigger; undefined when it never was. */
  readonly lastHealEndedAt: number | undefined;
  readonly now: number;
}

export type PolicyDecision =
  | {
      readonly kind: 'heal' | 'ask';
      readonly step: HealStep;
      /** The one heal by which an open loop is tried. */
      readonly trial: boolean;
    }
  | {
      readonly kind: 'skip';
      readonly reason: HealSkipReason;
      readonly detail: string;
      /** What is not done; absent where there is nothing to do. */
      readonly step?: HealStep;
      readonly until?: number;
    };

type Skip = Extract<PolicyDecision, { kind: 'skip' }>;

/** What to do about a detection. Pure: the same facts, the same decision. */
export function decideHeal(facts: PolicyFacts): PolicyDecision {
  const { plan, step, guard } = facts;
  if (!step) return skip('no-action', 'The trigger has no action; it only alerts.');
  const obstacle = obstacleTo(step, facts);
  if (obstacle) return { ...obstacle, step };
  return {
    kind: plan.mode === 'approve' ? 'ask' : 'heal',
    step,
    trial: guard.allowed && guard.trial,
  };
}

function obstacleTo(step: HealStep, facts: PolicyFacts): Skip | undefined {
  const { plan, devMode, guard, pause, now } = facts;
  const act = `${step.action.type} of ${step.target}`;
  if (plan.mode === 'shadow')
    return skip('shadow', `Would do ${act}. Set mode: auto or approve to let it act.`);
  if (devMode) return skip('dev-mode', `Would do ${act}, but WATCHDOG_DEV_MODE is on.`);
  if (pause) return skip('paused', `Automation is paused: ${pause.reason}`, pause.until);
  if (facts.approvalAwaited) return skip('awaiting-approval', `${act} waits for a person already.`);
  if (facts.targetBusy) return skip('in-progress', `A heal of ${step.target} is under way.`);
  if (!guard.allowed) return skip(guard.reason, refusal(guard.reason, act), guard.until);
  const coolUntil = (facts.lastHealEndedAt ?? -Infinity) + plan.cooldownSeconds * 1_000;
  return coolUntil > now
    ? skip('cooldown', `${act} was done a short while ago.`, coolUntil)
    : undefined;
}

function refusal(reason: 'backoff' | 'loop-open', act: string): string {
  return reason === 'backoff'
    ? `${act} did not help the last time; waiting before the next try.`
    : `${act} did not help often enough: automation is stopped. Resume it with: autoheal loop reset`;
}

function skip(reason: HealSkipReason, detail: string, until?: number): Skip {
  return { kind: 'skip', reason, detail, ...(until === undefined ? {} : { until }) };
}
