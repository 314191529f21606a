import type { FleetRepair, KnownRepair, RepairAct, RepairActAnswer, RepairBoard } from '@app/fleet';
import { sql } from 'kysely';
import type { FleetDatabase } from '../fleet-database.js';
import { actOf, toKnownRepair } from './repair-rows.js';

const now = sql<Date>`now()`;

export class PostgresRepairBoard implements RepairBoard {
  constructor(private readonly database: FleetDatabase) {}

  async tell(repairs: readonly FleetRepair[]): Promise<void> {
    const db = await this.database.ready();
    for (const { id, instance, status, view, steps } of repairs)
      await db
        .insertInto('fleet_repairs')
        .values({ id, instance, status, view: JSON.stringify(view), steps: JSON.stringify(steps) })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((row) => ({
              instance: row.ref('excluded.instance'),
              status: row.ref('excluded.status'),
              view: row.ref('excluded.view'),
              steps: row.ref('excluded.steps'),
              told_at: now,
              lost_at: sql<Date | null>`case when excluded.status = 'done' then null else fleet_repairs.lost_at end`,
            }))
            .where((row) =>
              row.or([
                row('fleet_repairs.status', '!=', 'done'),
                row('excluded.status', '=', 'done'),
              ]),
            ),
        )
        .execute();
  }

  async hold(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const db = await this.database.ready();
    await db
      .updateTable('fleet_repairs')
      .set({ told_at: now })
      .where('id', 'in', ids)
      .where('status', '!=', 'done')
      .execute();
  }

  async endSilent(forMs: number): Promise<readonly KnownRepair[]> {
    const db = await this.database.ready();
    const rows = await db
      .updateTable('fleet_repairs')
      .set({ lost_at: now })
      .where('status', '!=', 'done')
      .where('lost_at', 'is', null)
      .where('told_at', '<', before(forMs))
      .returningAll()
      .execute();
    return rows.map(toKnownRepair);
  }

  async find(id: string): Promise<KnownRepair | undefined> {
    const db = await this.database.ready();
    const row = await db
      .selectFrom('fleet_repairs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toKnownRepair(row);
  }

  async newest(limit: number): Promise<readonly KnownRepair[]> {
    const db = await this.database.ready();
    const rows = await db
      .selectFrom('fleet_repairs')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toKnownRepair);
  }

  async ask({ id, repairId, kind, who }: RepairAct): Promise<void> {
    const db = await this.database.ready();
    await db
      .insertInto('fleet_repair_acts')
      .values({ id, repair_id: repairId, kind, who })
      .execute();
  }

  async take(instance: string, notOlderThanMs: number): Promise<readonly RepairAct[]> {
    const db = await this.database.ready();
    const rows = await db
      .updateTable('fleet_repair_acts')
      .from('fleet_repairs')
      .set({ taken_at: now })
      .whereRef('fleet_repairs.id', '=', 'fleet_repair_acts.repair_id')
      .where('fleet_repairs.instance', '=', instance)
      .where('fleet_repair_acts.taken_at', 'is', null)
      .where('fleet_repair_acts.asked_at', '>=', before(notOlderThanMs))
      .returningAll('fleet_repair_acts')
      .execute();
    return rows.map(actOf);
  }

  async answer(actId: string, answer: RepairActAnswer): Promise<void> {
    const db = await this.database.ready();
    await db
      .updateTable('fleet_repair_acts')
      .set({ answer: JSON.stringify(answer) })
      .where('id', '=', actId)
      .execute();
  }

  async answerTo(actId: string): Promise<RepairActAnswer | undefined> {
    const db = await this.database.ready();
    const row = await db
      .selectFrom('fleet_repair_acts')
      .select('answer')
      .where('id', '=', actId)
      .executeTakeFirst();
    return row?.answer == null ? undefined : (JSON.parse(row.answer) as RepairActAnswer);
  }

  async withdraw(actId: string): Promise<boolean> {
    const db = await this.database.ready();
    const { numDeletedRows } = await db
      .deleteFrom('fleet_repair_acts')
      .where('id', '=', actId)
      .where('taken_at', 'is', null)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}

function before(ms: number) {
  return sql<Date>`now() - ${ms} * interval '1 millisecond'`;
}
