import type { FleetEvent } from '@app/fleet';
import type { FleetIncidentsTable } from '../fleet-schema.js';
import { storable } from './storable.js';

/** How an incident stands after the event; undefined where the event says nothing of it. */
export function incidentRow({
  host,
  sequence,
  event,
}: FleetEvent): FleetIncidentsTable | undefined {
  const about = subjectOf(event);
  return (
    about && {
      id: event.correlationId,
      host,
      service: storable(about.service),
      title: storable(about.title),
      status: event.name === 'incident.resolved' ? 'resolved' : 'open',
      opened_at: event.occurredAt,
      changed_at: event.occurredAt,
      sequence,
    }
  );
}

function subjectOf(
  event: FleetEvent['event'],
): { readonly service: string; readonly title: string } | undefined {
  switch (event.name) {
    case 'detection.raised':
      return { service: event.payload.plan.target, title: event.payload.title };
    case 'incident.resolved':
      return { service: event.payload.target, title: event.payload.title };
    default:
      return undefined;
  }
}
