import { Inject, Injectable } from '@nestjs/common';
import type { StreakState } from '@app/detection';
import type { CurrentStreak, HealSummary, ServiceHistory, ServiceReader } from '@app/read-model';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';
import { toHealSummary } from './heal-summary-row.js';

@Injectable()
export class SqlServiceReader implements ServiceReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async histories(): Promise<readonly ServiceHistory[]> {
    const incidents = await this.incidents();
    const healed = await this.db.selectFrom('heals').select('target').distinct().execute();
    const names = new Set([...incidents.keys(), ...healed.map(({ target }) => target)]);
    return Promise.all(
      [...names].sort().map(async (name) => ({
        name,
        openIncidents: 0,
        ...incidents.get(name),
        lastHeal: await this.lastHeal(name),
      })),
    );
  }

  async streaks(): Promise<readonly CurrentStreak[]> {
    const rows = await this.db.selectFrom('streaks').select(['pattern_id', 'state']).execute();
    const longest = new Map<string, number>();
    for (const { pattern_id: id, state } of rows) {
      const { length } = JSON.parse(state) as StreakState;
      longest.set(id, Math.max(length, longest.get(id) ?? 0));
    }
    return [...longest].map(([patternId, length]) => ({ patternId, length }));
  }

  private async incidents() {
    const rows = await this.db
      .selectFrom('incidents')
      .select(({ fn }) => [
        'target',
        sql<number>`sum(status = 'open')`.as('openIncidents'),
        fn.max('opened_at').as('lastIncidentAt'),
      ])
      .groupBy('target')
      .execute();
    return new Map(rows.map(({ target, ...history }) => [target, history]));
  }

  private async lastHeal(target: string): Promise<HealSummary | undefined> {
    const row = await this.db
      .selectFrom('heals')
      .select('record')
      .where('target', '=', target)
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toHealSummary(row.record);
  }
}
