import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage, AlertRaised } from '@app/contracts';
import type { AlertStore, Delivery } from '@app/alerting';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlAlertStore implements AlertStore {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async enqueue({ alertId, message }: AlertRaised, channels: readonly string[]): Promise<void> {
    const now = iso(this.clock.now());
    await this.db.transaction().execute(async (db) => {
      const inserted = await db
        .insertInto('alerts')
        .values({
          id: alertId,
          incident_id: message.incidentId,
          kind: message.kind,
          severity: message.severity,
          message: JSON.stringify(message),
          created_at: now,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n || channels.length === 0) return;
      await db
        .insertInto('deliveries')
        .values(
          channels.map((channel) => ({
            id: `${alertId}:${channel}`,
            alert_id: alertId,
            incident_id: message.incidentId,
            channel,
            status: 'pending' as const,
            attempts: 0,
            next_attempt_at: now,
            delivered_at: null,
            last_error: null,
          })),
        )
        .execute();
    });
  }

  async tellsOf(incidentId: string): Promise<boolean> {
    const alert = await this.db
      .selectFrom('alerts')
      .select('id')
      .where('incident_id', '=', incidentId)
      .executeTakeFirst();
    return alert !== undefined;
  }

  async nextDue(channel: string, now: number): Promise<Delivery | undefined> {
    const row = await this.db
      .selectFrom('deliveries')
      .innerJoin('alerts', 'alerts.id', 'deliveries.alert_id')
      .select(['deliveries.id', 'attempts', 'next_attempt_at', 'alert_id', 'message'])
      .where('channel', '=', channel)
      .where('status', '=', 'pending')
      .orderBy('sequence')
      .executeTakeFirst();
    if (!row || row.next_attempt_at > iso(now)) return undefined;
    const message = JSON.parse(row.message) as AlertMessage;
    return {
      id: row.id,
      channel,
      attempts: row.attempts,
      alert: { alertId: row.alert_id, message },
    };
  }

  async delivered(deliveryId: string, at: number): Promise<void> {
    await this.update(deliveryId, { status: 'delivered', delivered_at: iso(at), last_error: null });
  }

  async retryAt(deliveryId: string, at: number, error: string): Promise<void> {
    await this.update(deliveryId, { next_attempt_at: iso(at), last_error: error });
  }

  async failed(deliveryId: string, error: string): Promise<void> {
    await this.update(deliveryId, { status: 'failed', last_error: error });
  }

  private async update(
    deliveryId: string,
    change: {
      status?: 'delivered' | 'failed';
      delivered_at?: string;
      next_attempt_at?: string;
      last_error: string | null;
    },
  ): Promise<void> {
    await this.db
      .updateTable('deliveries')
      .set((column) => ({ ...change, attempts: column('attempts', '+', 1) }))
      .where('id', '=', deliveryId)
      .execute();
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
