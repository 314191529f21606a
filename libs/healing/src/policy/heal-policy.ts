import type { HealActionSpec, HealPlan, HealSkipReason } from '@app/contracts';
import type { GuardDecision } from '../loop-guard/loop-guard.js';

/** All that the decision rests on; times in milliseconds. */
export interface PolicyFacts {
  readonly plan: HealPlan;
  readonly devMode: boolean;
  readonly guard: GuardDecision;
  /** A heal of the same target is not over yet. */
  readonly targetBusy: boolean;
  /** A heal of the same trigger waits for a person. */
  readonly approvalAwaited: boolean;
  /** When the last heal of this trigger ended; undefined when there was none. */
  readonly lastHealEndedAt: number | undefined;
  readonly now: number;
}

export type PolicyDecision =
  | { readonly kind: 'heal' | 'ask'; readonly action: HealActionSpec }
  | {
      readonly kind: 'skip';
      readonly reason: HealSkipReason;
      readonly detail: string;
      readonly until?: number;
    };

/** What to do about a detection. Pure: the same facts, the same decision. */
export function decideHeal(facts: PolicyFacts): PolicyDecision {
  const { plan, devMode, guard, now } = facts;
  const { action, target, mode } = plan;
  if (!action) return skip('no-action', 'The trigger has no action; it only alerts.');
  const act = `${action.type} of ${target}`;
  if (mode === 'shadow')
    return skip('shadow', `Would do ${act}. Set mode: auto or approve to let it act.`);
  if (devMode) return skip('dev-mode', `Would do ${act}, but WATCHDOG_DEV_MODE is on.`);
  if (facts.approvalAwaited) return skip('awaiting-approval', `${act} waits for a person already.`);
  if (facts.targetBusy) return skip('in-progress', `A heal of ${target} is under way.`);
  if (!guard.allowed) return skip(guard.reason, refusal(guard.reason, act), guard.until);
  const coolUntil = (facts.lastHealEndedAt ?? -Infinity) + plan.cooldownSeconds * 1_000;
  if (coolUntil > now) return skip('cooldown', `${act} was done a short while ago.`, coolUntil);
  return { kind: mode === 'approve' ? 'ask' : 'heal', action };
}

function refusal(reason: 'backoff' | 'loop-open', act: string): string {
  return reason === 'backoff'
    ? `${act} did not help the last time; waiting before the next try.`
    : `${act} did not help often enough: automation is stopped. Resume it with: autoheal loop reset`;
}

function skip(reason: HealSkipReason, detail: string, until?: number): PolicyDecision {
  return { kind: 'skip', reason, detail, ...(until === undefined ? {} : { until }) };
}
