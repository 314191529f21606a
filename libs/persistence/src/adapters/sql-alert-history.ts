import { Inject, Injectable } from '@nestjs/common';
import type { AlertHistory, OpenAlert } from '@app/alerting';
import type { AlertMessage, AlertKind, Severity } from '@app/contracts';
import { DATABASE, type Database } from '../database.js';
import { iso } from './alert-rows.js';

const MOST_OPEN = 1_000;

@Injectable()
export class SqlAlertHistory implements AlertHistory {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async toldChannels(incidentId: string): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('deliveries')
      .select('channel')
      .distinct()
      .where('incident_id', '=', incidentId)
      .where('status', 'in', ['pending', 'delivered'])
      .orderBy('channel')
      .execute();
    return rows.map(({ channel }) => channel);
  }

  async lastTold(dedupKey: string): Promise<{ at: number; since: number } | undefined> {
    const told = await this.db
      .selectFrom('alerts')
      .innerJoin('deliveries', 'deliveries.alert_id', 'alerts.id')
      .select('alerts.created_at')
      .where('alerts.dedup_key', '=', dedupKey)
      .where('deliveries.status', '!=', 'suppressed')
      .orderBy('alerts.created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!told) return undefined;
    const { count } = await this.db
      .selectFrom('alerts')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('dedup_key', '=', dedupKey)
      .where('created_at', '>', told.created_at)
      .executeTakeFirstOrThrow();
    return { at: Date.parse(told.created_at), since: count };
  }

  async open(since: number): Promise<readonly OpenAlert[]> {
    const rows = await this.db
      .selectFrom('alerts as a')
      .select(['kind', 'severity', 'service', 'pattern', 'incident_id'])
      .where('created_at', '>=', iso(since))
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('alerts as end')
              .select('end.id')
              .whereRef('end.incident_id', '=', 'a.incident_id')
              .where('end.kind', '=', 'recovery'),
          ),
        ),
      )
      .orderBy('created_at', 'desc')
      .limit(MOST_OPEN)
      .execute();
    return rows.map((row) => ({
      kind: row.kind as AlertKind,
      severity: row.severity as Severity,
      service: row.service ?? '',
      incidentId: row.incident_id,
      ...(row.pattern === null ? {} : { pattern: row.pattern }),
    }));
  }

  async recoveries(
    { service, pattern }: Pick<AlertMessage, 'service' | 'pattern'>,
    since: number,
  ): Promise<number> {
    const { count } = await this.db
      .selectFrom('alerts')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('kind', '=', 'recovery')
      .where('service', '=', service)
      .where('pattern', 'is', pattern ?? null)
      .where('created_at', '>=', iso(since))
      .executeTakeFirstOrThrow();
    return count;
  }
}
