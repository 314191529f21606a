import { Inject, Injectable } from '@nestjs/common';
import type { AlertKind, AlertMessage, Severity } from '@app/contracts';
import {
  type AlertReader,
  type AlertRecord,
  type AlertSummary,
  type DeliveryView,
  type Page,
  type PageQuery,
  toPage,
} from '@app/read-model';
import type { Selectable } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { AlertsTable, DeliveriesTable } from '../tables/schema.js';
import { afterPosition } from './newest-first.js';

const MOST_OF_INCIDENT = 100;

type AlertRow = Selectable<AlertsTable>;
type DeliveryRow = Selectable<DeliveriesTable>;

@Injectable()
export class SqlAlertReader implements AlertReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async page(query: PageQuery): Promise<Page<AlertSummary>> {
    const { limit } = query;
    const rows = await this.newest()
      .where(afterPosition('created_at', 'id', query))
      .limit(limit + 1)
      .execute();
    const summaries = await this.summaries(rows);
    return toPage(
      summaries,
      limit,
      ({ at, id }) => ({ at, id }),
      (summary) => summary,
    );
  }

  async find(id: string): Promise<AlertRecord | undefined> {
    const row = await this.newest().where('id', '=', id).executeTakeFirst();
    if (!row) return undefined;
    const [summary] = await this.summaries([row]);
    return summary && { summary, message: messageOf(row) };
  }

  async ofIncident(incidentId: string): Promise<readonly AlertSummary[]> {
    const rows = await this.newest()
      .where('incident_id', '=', incidentId)
      .limit(MOST_OF_INCIDENT)
      .execute();
    return this.summaries(rows);
  }

  private newest() {
    return this.db
      .selectFrom('alerts')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc');
  }

  private async summaries(alerts: readonly AlertRow[]): Promise<AlertSummary[]> {
    if (alerts.length === 0) return [];
    const rows = await this.db
      .selectFrom('deliveries')
      .selectAll()
      .where(
        'alert_id',
        'in',
        alerts.map(({ id }) => id),
      )
      .orderBy('sequence')
      .execute();
    const byAlert = Map.groupBy(rows, (row) => row.alert_id);
    return alerts.map((alert) => toSummary(alert, byAlert.get(alert.id) ?? []));
  }
}

function messageOf({ message }: AlertRow): AlertMessage {
  return JSON.parse(message) as AlertMessage;
}

function toSummary(alert: AlertRow, deliveries: readonly DeliveryRow[]): AlertSummary {
  return {
    id: alert.id,
    incidentId: alert.incident_id,
    kind: alert.kind as AlertKind,
    severity: alert.severity as Severity,
    headline: messageOf(alert).headline,
    at: alert.created_at,
    deliveries: deliveries.map(toDelivery),
  };
}

function toDelivery(row: DeliveryRow): DeliveryView {
  return {
    channel: row.channel,
    status: row.status,
    attempts: row.attempts,
    lastError: row.last_error ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    nextAttemptAt: row.status === 'pending' ? row.next_attempt_at : undefined,
  };
}
