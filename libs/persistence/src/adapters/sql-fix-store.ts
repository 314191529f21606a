import { Inject, Injectable } from '@nestjs/common';
import type { Fix, FixEvent, FixStatus, FixStore } from '@app/openai-operator';
import type { Selectable, Updateable } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { AppliedFixesTable } from '../tables/schema.js';
import { insertEvent } from './event-rows.js';

@Injectable()
export class SqlFixStore implements FixStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async begin(fix: Fix): Promise<void> {
    await this.db
      .insertInto('applied_fixes')
      .values({
        id: fix.id,
        repair_id: fix.id,
        incident_id: fix.incidentId,
        fingerprint: fix.fingerprint,
        file_path: fix.filePath,
        before: fix.before,
        after: fix.after,
        status: fix.status,
        applied_at: fix.appliedAt,
        watch_until: fix.watchUntil,
        ended_at: null,
        proposed_at: fix.proposedAt,
      })
      .execute();
  }

  async drop(id: string): Promise<void> {
    await this.db
      .deleteFrom('applied_fixes')
      .where('id', '=', id)
      .where('status', '=', 'applying' satisfies FixStatus)
      .execute();
  }

  async advance(id: string, from: FixStatus, to: Partial<Fix>, event?: FixEvent): Promise<boolean> {
    const change = {
      ...(to.status === undefined ? {} : { status: to.status }),
      ...(to.appliedAt === undefined ? {} : { applied_at: to.appliedAt }),
      ...(to.watchUntil === undefined ? {} : { watch_until: to.watchUntil }),
    };
    if (!event) return update(this.db, id, from, change);
    const ended = event.name === 'repair.reverted' ? { ended_at: event.occurredAt } : {};
    return this.db.transaction().execute(async (transaction) => {
      const advanced = await update(transaction, id, from, { ...change, ...ended });
      if (advanced) await insertEvent(transaction, event);
      return advanced;
    });
  }

  async find(id: string): Promise<Fix | undefined> {
    const [fix] = await this.findAll([id]);
    return fix;
  }

  async findAll(ids: readonly string[]): Promise<readonly Fix[]> {
    if (ids.length === 0) return [];
    const rows = await this.db
      .selectFrom('applied_fixes')
      .selectAll()
      .where('id', 'in', ids)
      .execute();
    return rows.map(toFix);
  }

  async inStatus(status: FixStatus): Promise<readonly Fix[]> {
    const rows = await this.db
      .selectFrom('applied_fixes')
      .selectAll()
      .where('status', '=', status)
      .orderBy('applied_at')
      .execute();
    return rows.map(toFix);
  }

  async wasReverted(fingerprint: string, after: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('applied_fixes')
      .select('id')
      .where('fingerprint', '=', fingerprint)
      .where('after', '=', after)
      .where('status', '=', 'reverted' satisfies FixStatus)
      .executeTakeFirst();
    return row !== undefined;
  }
}

/** For a process that has no modules. */
export function fixStore(db: Database): FixStore {
  return new SqlFixStore(db);
}

async function update(
  db: Database,
  id: string,
  from: FixStatus,
  change: Updateable<AppliedFixesTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('applied_fixes')
    .set(change)
    .where('id', '=', id)
    .where('status', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function toFix(row: Selectable<AppliedFixesTable>): Fix {
  return {
    id: row.id,
    incidentId: row.incident_id,
    fingerprint: row.fingerprint,
    filePath: row.file_path,
    before: row.before,
    after: row.after,
    status: row.status as FixStatus,
    appliedAt: row.applied_at,
    proposedAt: row.proposed_at,
    watchUntil: row.watch_until,
  };
}
