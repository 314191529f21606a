import { type FleetEvent, serviceOf } from '@app/fleet';
import type { Insertable } from 'kysely';
import type { FleetEventsTable } from '../fleet-schema.js';
import { storable } from './storable.js';

export function eventRow({ host, sequence, event }: FleetEvent): Insertable<FleetEventsTable> {
  const service = serviceOf(event);
  return {
    id: event.id,
    host,
    sequence,
    name: event.name,
    service: service === undefined ? null : storable(service),
    correlation_id: event.correlationId,
    causation_id: event.causationId,
    occurred_at: event.occurredAt,
    payload: JSON.stringify(event.payload),
  };
}
