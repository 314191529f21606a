import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DomainEvent } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { INCIDENT_STORE, type IncidentStore } from '../incidents/incident-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';
import type { PolicyDecision } from '../policy/heal-policy.js';

type Skip = Extract<PolicyDecision, { kind: 'skip' }>;

/** Says why nothing is done: once per incident and reason, and counts the rest. */
@Injectable()
export class SkipReporter implements OnModuleInit {
  private readonly lastReasons = new Map<string, string>();

  constructor(
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    private readonly governor: LoopGovernor,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('incident.resolved', ({ correlationId }) => {
      this.lastReasons.delete(correlationId);
    });
  }

  async report(event: DomainEvent<'detection.raised'>, skip: Skip): Promise<void> {
    const { payload, correlationId } = event;
    const { key, occurrences, plan } = payload;
    await this.incidents.countSuppressed(correlationId, occurrences);
    if (skip.reason === 'loop-open' && plan.action) {
      const identity = { key, target: plan.target, actionType: plan.action.type };
      await this.governor.refused(identity, plan.loop, occurrences, event);
    }
    if (this.lastReasons.get(correlationId) === skip.reason) return;
    this.lastReasons.set(correlationId, skip.reason);
    await this.bus.publish(
      'heal.skipped',
      {
        key,
        target: plan.target,
        mode: plan.mode,
        reason: skip.reason,
        detail: skip.detail,
        ...(plan.action ? { action: plan.action } : {}),
        ...(skip.until === undefined ? {} : { until: new Date(skip.until).toISOString() }),
      },
      event,
    );
  }
}
