import { Inject, Injectable } from '@nestjs/common';
import { activeStatuses } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import type { PolicyFacts } from '../policy/heal-policy.js';

/** What went before, as far as the policy asks. */
@Injectable()
export class HealHistory {
  constructor(@Inject(HEAL_STORE) private readonly heals: HealStore) {}

  async of(
    key: string,
    target: string,
  ): Promise<Pick<PolicyFacts, 'targetBusy' | 'approvalAwaited' | 'lastHealEndedAt'>> {
    const [active, awaited, recent] = await Promise.all([
      this.heals.list({ statuses: activeStatuses, target, limit: 1 }),
      this.heals.list({ statuses: ['awaiting-approval'], key, limit: 1 }),
      this.heals.list({ statuses: ['verified', 'ineffective', 'failed'], key, limit: 1 }),
    ]);
    const endedAt = recent[0]?.finishedAt;
    return {
      targetBusy: active.length > 0,
      approvalAwaited: awaited.length > 0,
      lastHealEndedAt: endedAt === undefined ? undefined : Date.parse(endedAt),
    };
  }
}
