import { Inject, Injectable } from '@nestjs/common';
import type { DomainEvent, EventName, RepairFinished } from '@app/contracts';
import type {
  RepairJob,
  RepairJobStatus,
  RepairJobStore,
  RepairRequest,
} from '@app/openai-operator';
import type { Selectable } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { RepairJobsTable } from '../tables/schema.js';
import { insertEvent } from './event-rows.js';

@Injectable()
export class SqlRepairJobStore implements RepairJobStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async create(job: RepairJob): Promise<void> {
    await this.db
      .insertInto('repair_jobs')
      .values({
        id: job.id,
        status: job.status,
        request: JSON.stringify(job.request),
        result: job.result === null ? null : JSON.stringify(job.result),
        created_at: job.createdAt,
        started_at: job.startedAt,
        finished_at: job.finishedAt,
      })
      .execute();
  }

  async markRunning(id: string, startedAt: string): Promise<void> {
    await this.db
      .updateTable('repair_jobs')
      .set({ status: 'running' satisfies RepairJobStatus, started_at: startedAt })
      .where('id', '=', id)
      .where('status', '=', 'queued' satisfies RepairJobStatus)
      .execute();
  }

  async finish(event: DomainEvent<'repair.finished'>): Promise<boolean> {
    return this.db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('repair_jobs')
        .set({
          status: 'done' satisfies RepairJobStatus,
          result: JSON.stringify(event.payload),
          finished_at: event.occurredAt,
        })
        .where('id', '=', event.payload.jobId)
        .where('status', '!=', 'done' satisfies RepairJobStatus)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await insertEvent(transaction, event);
      return true;
    });
  }

  async find(id: string): Promise<RepairJob | undefined> {
    const row = await this.db
      .selectFrom('repair_jobs')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toJob(row);
  }

  async recent(limit: number): Promise<readonly RepairJob[]> {
    const rows = await this.db
      .selectFrom('repair_jobs')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toJob);
  }

  async prune(before: string): Promise<number> {
    return this.db.transaction().execute(async (transaction) => {
      await forgetTexts(transaction, before);
      const { numDeletedRows } = await transaction
        .deleteFrom('repair_jobs')
        .where('status', '=', 'done' satisfies RepairJobStatus)
        .where('finished_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  async unfinished(): Promise<readonly RepairJob[]> {
    const rows = await this.db
      .selectFrom('repair_jobs')
      .selectAll()
      .where('status', 'in', ['queued', 'running'] satisfies RepairJobStatus[])
      .orderBy('id')
      .execute();
    return rows.map(toJob);
  }
}

/** The events stay as part of their incidents' stories; jobs that are there still have the rest. */
async function forgetTexts(db: Database, before: string): Promise<void> {
  const rows = await db
    .selectFrom('events')
    .innerJoin('repair_jobs', 'repair_jobs.finished_at', 'events.occurred_at')
    .select(['events.id', 'events.payload'])
    .where('events.name', '=', 'repair.finished' satisfies EventName)
    .where('events.delivered_at', 'is not', null)
    .where('repair_jobs.finished_at', '<', before)
    .execute();
  for (const { id, payload } of rows) {
    const whole = JSON.parse(payload) as RepairFinished;
    const shorter = JSON.stringify({ ...whole, exchanges: [], attempts: [] });
    await db.updateTable('events').set({ payload: shorter }).where('id', '=', id).execute();
  }
}

function toJob(row: Selectable<RepairJobsTable>): RepairJob {
  return {
    id: row.id,
    status: row.status as RepairJobStatus,
    request: JSON.parse(row.request) as RepairRequest,
    result: row.result === null ? null : (JSON.parse(row.result) as RepairFinished),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
