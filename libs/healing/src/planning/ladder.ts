import type { HealPlan, HealStep } from '@app/contracts';
import type { Heal } from '../heal/heal.js';

/** What may be tried, mildest first; empty when the trigger only alerts. */
export function rungs({ action, target, escalation = [] }: HealPlan): readonly HealStep[] {
  return action ? [{ action, target }, ...escalation] : [];
}

/**
 * The rungs that are left in an incident: from the first that has not proved ineffective. The highest
 * stays, so that its loop guard, not the ladder, decides when a person is called.
 *
 * @param heals of the incident
 */
export function rungsLeft(plan: HealPlan, heals: readonly Heal[]): readonly HealStep[] {
  const all = rungs(plan);
  const left = all.findIndex((step) => !heals.some((heal) => inVain(heal) && isStep(heal, step)));
  return left === -1 ? all.slice(-1) : all.slice(left);
}

/** It was done, or tried, and the trouble is still there. */
export function inVain({ status }: Pick<Heal, 'status'>): boolean {
  return status === 'ineffective' || status === 'failed';
}

export function isStep({ action, target }: Heal, step: HealStep): boolean {
  return target === step.target && JSON.stringify(action) === JSON.stringify(step.action);
}
