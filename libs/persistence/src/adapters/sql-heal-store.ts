import { Inject, Injectable } from '@nestjs/common';
import type { AnyDomainEvent } from '@app/contracts';
import {
  activeStatuses,
  type Heal,
  type HealChange,
  type HealQuery,
  type HealStatus,
  type HealStore,
} from '@app/healing';
import { DATABASE, type Database } from '../database.js';
import { insertEvent } from './event-rows.js';

@Injectable()
export class SqlHealStore implements HealStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  create(heal: Heal, event: AnyDomainEvent): Promise<boolean> {
    return this.db.transaction().execute(async (db) => {
      if (await this.targetHas(db, heal, activeStatuses)) return false;
      const inserted = await db
        .insertInto('heals')
        .values({ id: heal.id, incident_id: heal.incidentId, ...columns(heal) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
      await db
        .updateTable('incidents')
        .set((column) => ({ heals: column('heals', '+', 1) }))
        .where('id', '=', heal.incidentId)
        .execute();
      await insertEvent(db, event);
      return true;
    });
  }

  async find(id: string): Promise<Heal | undefined> {
    const row = await this.db
      .selectFrom('heals')
      .select('record')
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toHeal(row.record);
  }

  async list({
    statuses,
    target,
    key,
    incidentId,
    actionType,
    limit,
  }: HealQuery): Promise<readonly Heal[]> {
    let query = this.db.selectFrom('heals').select('record');
    if (statuses) query = query.where('status', 'in', statuses);
    if (target !== undefined) query = query.where('target', '=', target);
    if (key !== undefined) query = query.where('key', '=', key);
    if (incidentId !== undefined) query = query.where('incident_id', '=', incidentId);
    if (actionType !== undefined) query = query.where('action_type', '=', actionType);
    const rows = await query
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ record }) => toHeal(record));
  }

  transition(
    id: string,
    from: readonly HealStatus[],
    change: HealChange,
    events: readonly AnyDomainEvent[] = [],
  ): Promise<Heal | undefined> {
    return this.db.transaction().execute(async (db) => {
      const row = await db
        .selectFrom('heals')
        .select('record')
        .where('id', '=', id)
        .where('status', 'in', from)
        .executeTakeFirst();
      const heal = row && { ...toHeal(row.record), ...change };
      if (!heal || (change.status === 'running' && (await this.targetHas(db, heal, ['running']))))
        return undefined;
      await db.updateTable('heals').set(columns(heal)).where('id', '=', id).execute();
      for (const event of events) await insertEvent(db, event);
      return heal;
    });
  }

  private async targetHas(
    db: Database,
    { id, target }: Heal,
    statuses: readonly HealStatus[],
  ): Promise<boolean> {
    const other = await db
      .selectFrom('heals')
      .select('id')
      .where('target', '=', target)
      .where('status', 'in', statuses)
      .where('id', '!=', id)
      .executeTakeFirst();
    return other !== undefined;
  }
}

function toHeal(record: string): Heal {
  return JSON.parse(record) as Heal;
}

function columns(heal: Heal) {
  return {
    key: heal.key,
    target: heal.target,
    action_type: heal.action.type,
    action: JSON.stringify(heal.action),
    status: heal.status,
    attempt: heal.attempt,
    requested_by: heal.requestedBy,
    reason: heal.reason,
    requested_at: heal.requestedAt,
    expires_at: heal.expiresAt ?? null,
    started_at: heal.startedAt ?? null,
    finished_at: heal.finishedAt ?? null,
    verified_at: heal.verifiedAt ?? null,
    record: JSON.stringify(heal),
  };
}
