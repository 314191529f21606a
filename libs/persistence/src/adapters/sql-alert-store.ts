import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertRaised } from '@app/contracts';
import type { AlertPlan, AlertStore, Delivery, PlannedDelivery } from '@app/alerting';
import { DATABASE, type Database } from '../database.js';
import { alertRow, type DeliveryChange, deliveryRow, iso, toDelivery } from './alert-rows.js';

/** More at once would be no message but a log. */
const MOST_IN_A_GROUP = 50;
const MOST_OVERDUE = 500;

@Injectable()
export class SqlAlertStore implements AlertStore {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  enqueue(alert: AlertRaised, { deliveries, dedupKey }: AlertPlan): Promise<boolean> {
    return this.db.transaction().execute(async (db) => {
      const inserted = await db
        .insertInto('alerts')
        .values(alertRow(alert, dedupKey, iso(this.clock.now())))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
      for (const planned of deliveries) {
        await bringForward(db, alert, planned);
        await insertDelivery(db, alert.alertId, alert.message.incidentId, planned);
      }
      return true;
    });
  }

  async overdue(channel: string, since: number): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('deliveries as d')
      .innerJoin('alerts as a', 'a.id', 'd.alert_id')
      .select('d.alert_id')
      .where('d.channel', '=', channel)
      .where('d.status', '=', 'pending')
      .where((where) =>
        where.or([
          where.and([where('d.attempts', '>', 0), where('a.created_at', '<=', iso(since))]),
          where('d.next_attempt_at', '<=', iso(since)),
        ]),
      )
      .orderBy('d.sequence')
      .limit(MOST_OVERDUE)
      .execute();
    return rows.map(({ alert_id }) => alert_id);
  }

  addDelivery(alertId: string, planned: PlannedDelivery): Promise<void> {
    return this.db.transaction().execute(async (db) => {
      const alert = await db
        .selectFrom('alerts')
        .select('incident_id')
        .where('id', '=', alertId)
        .executeTakeFirst();
      if (alert) await insertDelivery(db, alertId, alert.incident_id, planned);
    });
  }

  async nextDue(channel: string, now: number): Promise<readonly Delivery[]> {
    const [first] = await this.due(channel, now)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('deliveries as earlier')
              .select('earlier.id')
              .whereRef('earlier.incident_id', '=', 'd.incident_id')
              .where('earlier.channel', '=', channel)
              .where('earlier.status', '=', 'pending')
              .whereRef('earlier.sequence', '<', 'd.sequence'),
          ),
        ),
      )
      .limit(1)
      .execute();
    if (!first) return [];
    if (first.group_key === null) return [toDelivery(first)];
    const group = await this.due(channel, now)
      .where('d.group_key', '=', first.group_key)
      .limit(MOST_IN_A_GROUP)
      .execute();
    return group.map(toDelivery);
  }

  async sending(deliveryIds: readonly string[], at: number): Promise<void> {
    await this.update(deliveryIds, { sending_since: iso(at) }, 0);
  }

  delivered(deliveryIds: readonly string[], at: number, thread?: string): Promise<void> {
    return this.db.transaction().execute(async (db) => {
      const change = { status: 'delivered' as const, delivered_at: iso(at), last_error: null };
      await this.update(deliveryIds, { ...change, sending_since: null }, 1, db);
      if (thread !== undefined) await saveThread(db, deliveryIds, thread, iso(at));
    });
  }

  async retryAt(
    deliveryIds: readonly string[],
    at: number,
    error: string,
    cutOff: boolean,
  ): Promise<void> {
    await this.update(
      deliveryIds,
      { next_attempt_at: iso(at), last_error: error, ...(cutOff ? {} : { sending_since: null }) },
      1,
    );
  }

  async failed(deliveryIds: readonly string[], error: string): Promise<void> {
    await this.update(deliveryIds, { status: 'failed', last_error: error, sending_since: null }, 1);
  }

  async expire(channel: string, createdBefore: number, reason: string): Promise<number> {
    const expired = await this.db
      .updateTable('deliveries')
      .set({ status: 'failed', last_error: reason })
      .where('channel', '=', channel)
      .where('status', '=', 'pending')
      .where('alert_id', 'in', (where) =>
        where.selectFrom('alerts').select('id').where('created_at', '<', iso(createdBefore)),
      )
      .executeTakeFirst();
    return Number(expired.numUpdatedRows);
  }

  private due(channel: string, now: number) {
    return this.db
      .selectFrom('deliveries as d')
      .innerJoin('alerts as a', 'a.id', 'd.alert_id')
      .leftJoin('alert_threads as t', (join) =>
        join.onRef('t.incident_id', '=', 'd.incident_id').on('t.channel', '=', channel),
      )
      .select([
        'd.id',
        'd.channel',
        'd.attempts',
        'd.alert_id',
        'd.group_key',
        'd.sending_since',
        'a.message',
        'a.created_at',
        't.reference',
      ])
      .where('d.channel', '=', channel)
      .where('d.status', '=', 'pending')
      .where('d.next_attempt_at', '<=', iso(now))
      .orderBy('d.sequence');
  }

  private async update(
    deliveryIds: readonly string[],
    change: DeliveryChange,
    tries: 0 | 1,
    db: Database = this.db,
  ): Promise<void> {
    await db
      .updateTable('deliveries')
      .set((column) => ({ ...change, attempts: column('attempts', '+', tries) }))
      .where('id', 'in', deliveryIds)
      .execute();
  }
}

/** What was held back of the same incident goes out with the new alert, before it. */
async function bringForward(
  db: Database,
  { message }: AlertRaised,
  { channel, dueAt, suppressed }: PlannedDelivery,
): Promise<void> {
  if (suppressed !== undefined) return;
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: iso(dueAt) })
    .where('incident_id', '=', message.incidentId)
    .where('channel', '=', channel)
    .where('status', '=', 'pending')
    .where('attempts', '=', 0)
    .where('next_attempt_at', '>', iso(dueAt))
    .execute();
}

async function insertDelivery(
  db: Database,
  alertId: string,
  incidentId: string,
  planned: PlannedDelivery,
): Promise<void> {
  await db
    .insertInto('deliveries')
    .values(deliveryRow(alertId, incidentId, planned))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function saveThread(
  db: Database,
  deliveryIds: readonly string[],
  reference: string,
  updatedAt: string,
): Promise<void> {
  const incidents = await db
    .selectFrom('deliveries')
    .select(['channel', 'incident_id'])
    .distinct()
    .where('id', 'in', deliveryIds)
    .execute();
  for (const row of incidents) {
    await db
      .insertInto('alert_threads')
      .values({ ...row, reference, updated_at: updatedAt })
      .onConflict((conflict) =>
        conflict
          .columns(['channel', 'incident_id'])
          .doUpdateSet({ reference, updated_at: updatedAt }),
      )
      .execute();
  }
}
