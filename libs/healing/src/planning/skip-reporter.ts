import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DomainEvent } from '@app/contracts';
import { EventBus } from '@app/event-bus';
import { INCIDENT_STORE, type IncidentStore } from '../incidents/incident-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';
import type { PolicyDecision } from '../policy/heal-policy.js';
import { triggerTime } from '../verification/trigger-time.js';

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
    const { step } = skip;
    if (skip.reason === 'in-progress')
      await this.incidents.setMissed(correlationId, new Date(triggerTime(event)).toISOString());
    if (skip.reason === 'loop-open' && step) {
      const identity = { key, target: step.target, actionType: step.action.type };
      const news = await this.governor.refused(identity, plan.loop, occurrences);
      await this.governor.tell(news, event);
    }
    if (this.lastReasons.get(correlationId) === skip.reason) return;
    this.lastReasons.set(correlationId, skip.reason);
    await this.bus.publish(
      'heal.skipped',
      {
        key,
        target: step?.target ?? plan.target,
        mode: plan.mode,
        reason: skip.reason,
        detail: skip.detail,
        ...(step ? { action: step.action } : {}),
        ...(skip.until === undefined ? {} : { until: new Date(skip.until).toISOString() }),
      },
      event,
    );
  }
}
