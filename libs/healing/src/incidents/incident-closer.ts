import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { IncidentResolved } from '@app/contracts';
import { type Cause, EventBus, EventFactory } from '@app/event-bus';
import { INCIDENT_STORE, type IncidentStore } from './incident-store.js';

/** Ends incidents, once each, and says how. */
@Injectable()
export class IncidentCloser {
  constructor(
    @Inject(INCIDENT_STORE) private readonly incidents: IncidentStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly factory: EventFactory,
    private readonly bus: EventBus,
  ) {}

  async resolve(incidentId: string, by: IncidentResolved['by'], cause?: Cause): Promise<void> {
    const incident = await this.incidents.find(incidentId);
    if (incident?.status !== 'open') return;
    const now = this.clock.now();
    const { key, target, title, heals, detections } = incident;
    const event = this.factory.create(
      'incident.resolved',
      {
        key,
        target,
        title,
        heals,
        detections,
        by,
        downtimeMs: now - Date.parse(incident.openedAt),
      },
      cause ?? { correlationId: incidentId },
    );
    const resolved = await this.incidents.resolve(
      incidentId,
      by,
      new Date(now).toISOString(),
      event,
    );
    if (resolved) this.bus.forward(event);
  }
}
