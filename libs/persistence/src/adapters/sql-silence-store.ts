import { Inject, Injectable } from '@nestjs/common';
import type { Silence, SilenceMatchers, SilenceStore } from '@app/alerting';
import { DATABASE, type Database } from '../database.js';
import type { SilencesTable } from '../tables/schema.js';

@Injectable()
export class SqlSilenceStore implements SilenceStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async create({ id, matchers, reason, createdBy, startsAt, endsAt }: Silence): Promise<void> {
    await this.db
      .insertInto('silences')
      .values({
        id,
        matchers: JSON.stringify(matchers),
        reason,
        created_by: createdBy,
        starts_at: startsAt,
        ends_at: endsAt,
      })
      .execute();
  }

  async find(id: string): Promise<Silence | undefined> {
    const row = await this.db
      .selectFrom('silences')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toSilence(row);
  }

  async active(at: string): Promise<readonly Silence[]> {
    const rows = await this.db
      .selectFrom('silences')
      .selectAll()
      .where('starts_at', '<=', at)
      .where('ends_at', '>', at)
      .orderBy('ends_at')
      .execute();
    return rows.map(toSilence);
  }

  async list(limit: number): Promise<readonly Silence[]> {
    const rows = await this.db
      .selectFrom('silences')
      .selectAll()
      .orderBy('starts_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toSilence);
  }

  async end(id: string, at: string): Promise<boolean> {
    const ended = await this.db
      .updateTable('silences')
      .set({ ends_at: at })
      .where('id', '=', id)
      .where('ends_at', '>', at)
      .executeTakeFirst();
    return ended.numUpdatedRows === 1n;
  }
}

function toSilence(row: SilencesTable): Silence {
  return {
    id: row.id,
    matchers: JSON.parse(row.matchers) as SilenceMatchers,
    reason: row.reason,
    createdBy: row.created_by,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  };
}
