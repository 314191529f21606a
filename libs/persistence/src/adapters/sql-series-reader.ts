import { Inject, Injectable } from '@nestjs/common';
import type { LastMeasurement, LatencySummary, SeriesQuery, SeriesReader } from '@app/read-model';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlSeriesReader implements SeriesReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async points({ name, from, to, points }: SeriesQuery) {
    const width = Math.max(1, (to - from) / points);
    const rows = await this.measured(name, from)
      .select([
        sql<number>`cast((at - ${from}) / ${width} as integer)`.as('stretch'),
        sql<number>`avg(value)`.as('mean'),
      ])
      .where('at', '<', to)
      .groupBy('stretch')
      .execute();
    const means = new Map(rows.map(({ stretch, mean }) => [stretch, mean]));
    return Array.from(
      { length: Math.ceil((to - from) / width) },
      (_, stretch): readonly [number, number | null] => [
        Math.round(from + stretch * width),
        means.get(stretch) ?? null,
      ],
    );
  }

  async latencies(name: string, since: number): Promise<LatencySummary> {
    const { samples } = await this.measured(name, since)
      .select(({ fn }) => fn.countAll<number>().as('samples'))
      .executeTakeFirstOrThrow();
    if (samples === 0) return { samples };
    const [p50Ms, p95Ms, p99Ms] = await Promise.all(
      [0.5, 0.95, 0.99].map((share) => this.nearestRank(name, since, share, samples)),
    );
    return { samples, p50Ms, p95Ms, p99Ms };
  }

  async last(name: string): Promise<LastMeasurement | undefined> {
    const row = await this.db
      .selectFrom('measurements')
      .select(['at', 'value', 'ok', 'message'])
      .where('name', '=', name)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { ...row, ok: row.ok === 1 };
  }

  private async nearestRank(name: string, since: number, share: number, samples: number) {
    const row = await this.measured(name, since)
      .select('value')
      .orderBy('value')
      .offset(Math.ceil(share * samples) - 1)
      .limit(1)
      .executeTakeFirst();
    return row?.value ?? undefined;
  }

  private measured(name: string, since: number) {
    return this.db
      .selectFrom('measurements')
      .where('name', '=', name)
      .where('at', '>=', since)
      .where('value', 'is not', null);
  }
}
