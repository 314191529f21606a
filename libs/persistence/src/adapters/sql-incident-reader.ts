import { Inject, Injectable } from '@nestjs/common';
import type { DetectionRaised, HealSkipped, Severity } from '@app/contracts';
import {
  type IncidentPageQuery,
  type IncidentReader,
  type IncidentRecord,
  type IncidentView,
  type Page,
  toPage,
  type UnattendedIncident,
  unfinishedStatuses,
} from '@app/read-model';
import { type Selectable, sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import type { IncidentsTable } from '../tables/schema.js';
import { afterPosition } from './newest-first.js';

type Row = Omit<Selectable<IncidentsTable>, 'missed_at' | 'detection'>;

const columns = [
  'id',
  'key',
  'target',
  'title',
  'severity',
  'status',
  'opened_at',
  'last_seen_at',
  'resolved_at',
  'resolved_by',
  'detections',
  'heals',
  'suppressed',
] as const satisfies readonly (keyof Row)[];

@Injectable()
export class SqlIncidentReader implements IncidentReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async page(query: IncidentPageQuery): Promise<Page<IncidentView>> {
    const { status, service, pattern, limit } = query;
    let select = this.newest().where(afterPosition('opened_at', 'id', query));
    if (status !== undefined) select = select.where('status', '=', status);
    if (service !== undefined) select = select.where('target', '=', service);
    if (pattern !== undefined)
      select = select.where(sql`json_extract(detection, '$.trigger.id')`, '=', pattern);
    const rows = await select.limit(limit + 1).execute();
    return toPage(rows, limit, ({ opened_at, id }) => ({ at: opened_at, id }), toView);
  }

  async find(id: string): Promise<IncidentRecord | undefined> {
    const row = await this.db
      .selectFrom('incidents')
      .select([...columns, 'detection'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { view: toView(row), detection: JSON.parse(row.detection) as DetectionRaised };
  }

  async unattended(limit: number): Promise<readonly UnattendedIncident[]> {
    const rows = await this.newest()
      .select((eb) =>
        eb
          .selectFrom('events')
          .select('payload')
          .whereRef('correlation_id', '=', 'incidents.id')
          .where('name', '=', 'heal.skipped')
          .orderBy('sequence', 'desc')
          .limit(1)
          .as('skipped'),
      )
      .where('status', '=', 'open')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('heals')
              .select('heals.id')
              .whereRef('incident_id', '=', 'incidents.id')
              .where('heals.status', 'in', unfinishedStatuses),
          ),
        ),
      )
      .limit(limit)
      .execute();
    return rows.map(({ skipped, ...row }) => ({
      view: toView(row),
      skipped: skipped === null ? undefined : (JSON.parse(skipped) as HealSkipped),
    }));
  }

  async totals(): Promise<{ readonly open: number; readonly suppressed: number }> {
    return this.db
      .selectFrom('incidents')
      .select(({ fn }) => [
        fn.countAll<number>().as('open'),
        fn.coalesce(fn.sum<number>('suppressed'), sql<number>`0`).as('suppressed'),
      ])
      .where('status', '=', 'open')
      .executeTakeFirstOrThrow();
  }

  private newest() {
    return this.db
      .selectFrom('incidents')
      .select(columns)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc');
  }
}

function toView(row: Row): IncidentView {
  const { resolved_at: resolvedAt } = row;
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    service: row.target,
    severity: row.severity as Severity,
    status: row.status,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    resolvedAt: resolvedAt ?? undefined,
    resolvedBy: row.resolved_by ?? undefined,
    downtimeMs:
      resolvedAt === null ? undefined : Date.parse(resolvedAt) - Date.parse(row.opened_at),
    detections: row.detections,
    heals: row.heals,
    suppressed: row.suppressed,
  };
}
