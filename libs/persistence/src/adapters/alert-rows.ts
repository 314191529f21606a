import type { Insertable, Updateable } from 'kysely';
import type { AlertMessage, AlertRaised } from '@app/contracts';
import type { Delivery, PlannedDelivery } from '@app/alerting';
import type { AlertsTable, DeliveriesTable } from '../tables/schema.js';

export type DeliveryChange = Omit<Updateable<DeliveriesTable>, 'attempts'>;

export function alertRow(
  { alertId, message }: AlertRaised,
  dedupKey: string | undefined,
  createdAt: string,
): Insertable<AlertsTable> {
  return {
    id: alertId,
    incident_id: message.incidentId,
    kind: message.kind,
    severity: message.severity,
    message: JSON.stringify(message),
    created_at: createdAt,
    service: message.service,
    pattern: message.pattern ?? null,
    dedup_key: dedupKey ?? null,
  };
}

export function deliveryRow(
  alertId: string,
  incidentId: string,
  { channel, dueAt, groupKey, suppressed }: PlannedDelivery,
): Insertable<DeliveriesTable> {
  return {
    id: `${alertId}:${channel}`,
    alert_id: alertId,
    incident_id: incidentId,
    channel,
    status: suppressed === undefined ? 'pending' : 'suppressed',
    attempts: 0,
    next_attempt_at: iso(dueAt),
    delivered_at: null,
    last_error: suppressed ?? null,
    group_key: groupKey ?? null,
    sending_since: null,
  };
}

export interface DueRow {
  readonly id: string;
  readonly channel: string;
  readonly attempts: number;
  readonly alert_id: string;
  readonly sending_since: string | null;
  readonly message: string;
  readonly created_at: string;
  readonly reference: string | null;
}

export function toDelivery(row: DueRow): Delivery {
  return {
    id: row.id,
    channel: row.channel,
    attempts: row.attempts,
    alert: { alertId: row.alert_id, message: JSON.parse(row.message) as AlertMessage },
    createdAt: row.created_at,
    cutOff: row.sending_since !== null,
    ...(row.reference === null ? {} : { thread: row.reference }),
  };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
