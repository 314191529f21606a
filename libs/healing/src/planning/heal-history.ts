import { Inject, Injectable } from '@nestjs/common';
import type { HealStep } from '@app/contracts';
import { activeStatuses, type Heal } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import type { PolicyFacts } from '../policy/heal-policy.js';

const MANY = 200;

/** What went before, as far as the policy asks. */
@Injectable()
export class HealHistory {
  constructor(@Inject(HEAL_STORE) private readonly heals: HealStore) {}

  async of(
    key: string,
    { action, target }: HealStep,
  ): Promise<Pick<PolicyFacts, 'targetBusy' | 'approvalAwaited' | 'lastHealEndedAt'>> {
    const [active, awaited, [last]] = await Promise.all([
      this.heals.list({ statuses: activeStatuses, target, limit: 1 }),
      this.heals.list({ statuses: ['awaiting-approval'], key, limit: 1 }),
      this.heals.list({
        statuses: ['verified', 'ineffective', 'failed'],
        key,
        actionType: action.type,
        limit: 1,
      }),
    ]);
    const endedAt = last?.finishedAt;
    return {
      targetBusy: active.length > 0,
      approvalAwaited: awaited.length > 0,
      lastHealEndedAt: endedAt === undefined ? undefined : Date.parse(endedAt),
    };
  }

  /** Newest first. */
  ofTarget(target: string): Promise<readonly Heal[]> {
    return this.heals.list({ target, limit: MANY });
  }

  /** Newest first; without those that only followed another. */
  async ofIncident(incidentId: string): Promise<readonly Heal[]> {
    const heals = await this.heals.list({ incidentId, limit: MANY });
    return heals.filter(({ requestedBy }) => requestedBy !== 'follow-up');
  }
}
