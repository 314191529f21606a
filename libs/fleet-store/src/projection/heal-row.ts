import type { EventName } from '@app/contracts';
import type { FleetEvent } from '@app/fleet';
import type { FleetHealsTable } from '../fleet-schema.js';
import { storable } from './storable.js';

const statuses: Partial<Record<EventName, string>> = {
  'heal.approval-required': 'awaiting-approval',
  'heal.requested': 'requested',
  'heal.started': 'running',
  'heal.succeeded': 'verifying',
  'heal.failed': 'failed',
  'heal.verified': 'verified',
  'heal.ineffective': 'ineffective',
};

/** How a heal stands after the event; undefined where the event is about none. */
export function healRow({ host, sequence, event }: FleetEvent): FleetHealsTable | undefined {
  const status = statuses[event.name];
  if (status === undefined || !('healId' in event.payload)) return undefined;
  const { healId, target, action } = event.payload;
  return {
    id: healId,
    incident_id: event.correlationId,
    host,
    service: storable(target),
    action_type: action.type,
    status,
    changed_at: event.occurredAt,
    sequence,
  };
}
