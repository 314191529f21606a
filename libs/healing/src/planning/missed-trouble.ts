import type { HealPlan } from '@app/contracts';
import type { Heal } from '../heal/heal.js';
import { inVain, isStep, rungs } from './ladder.js';

/**
 * Whether trouble that came while another heal had its target was answered by a heal all the same: an
 * act that ended after it and is proven, or that was the very act it asks for. An act that was in vain
 * is followed up in the incident that it belongs to, so that fifty symptoms are not fifty tries.
 *
 * @param missedAt when the trouble was said last, ISO 8601
 * @param heals of the target
 */
export function isAnswered(plan: HealPlan, missedAt: string, heals: readonly Heal[]): boolean {
  const [asked] = rungs(plan);
  return heals.some((heal) => {
    if (!actedAfter(heal, Date.parse(missedAt))) return false;
    return (
      heal.status === 'verified' || (inVain(heal) && asked !== undefined && isStep(heal, asked))
    );
  });
}

/** What is said while a service settles is forgiven, as it is where the heal itself is proven. */
function actedAfter({ finishedAt, verification }: Heal, missedAt: number): boolean {
  if (finishedAt === undefined) return false;
  return Date.parse(finishedAt) + verification.settleSeconds * 1_000 >= missedAt;
}
