import { Inject, Injectable } from '@nestjs/common';
import {
  type HealPageQuery,
  type HealReader,
  type HealRecord,
  type HealSummary,
  type Page,
  toPage,
  unfinishedStatuses,
} from '@app/read-model';
import { DATABASE, type Database } from '../database.js';
import { toHealRecord, toHealSummary } from './heal-summary-row.js';
import { afterPosition } from './newest-first.js';

const MOST_OF_INCIDENT = 100;
const MOST_UNFINISHED = 200;

@Injectable()
export class SqlHealReader implements HealReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async page(query: HealPageQuery): Promise<Page<HealSummary>> {
    const { status, service, limit } = query;
    let select = this.newest().where(afterPosition('requested_at', 'id', query));
    if (status !== undefined) select = select.where('status', '=', status);
    if (service !== undefined) select = select.where('target', '=', service);
    const rows = await select.limit(limit + 1).execute();
    return toPage(
      rows,
      limit,
      ({ requested_at, id }) => ({ at: requested_at, id }),
      ({ record }) => toHealSummary(record),
    );
  }

  async find(id: string): Promise<HealRecord | undefined> {
    const row = await this.newest().where('id', '=', id).executeTakeFirst();
    return row && toHealRecord(row.record);
  }

  async ofIncident(incidentId: string): Promise<readonly HealSummary[]> {
    const rows = await this.newest()
      .where('incident_id', '=', incidentId)
      .limit(MOST_OF_INCIDENT)
      .execute();
    return rows.map(({ record }) => toHealSummary(record));
  }

  async unfinished(): Promise<readonly HealRecord[]> {
    const rows = await this.newest()
      .where('status', 'in', unfinishedStatuses)
      .limit(MOST_UNFINISHED)
      .execute();
    return rows.map(({ record }) => toHealRecord(record));
  }

  async countSince(since: string): Promise<number> {
    const row = await this.db
      .selectFrom('heals')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('requested_at', '>=', since)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  private newest() {
    return this.db
      .selectFrom('heals')
      .select(['id', 'requested_at', 'record'])
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc');
  }
}
