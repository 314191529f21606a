import { Inject, Injectable } from '@nestjs/common';
import type { SummaryLimits, SummaryStore } from '@app/ai';
import type { ErrorSummary } from '@app/contracts';
import { sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlSummaryStore implements SummaryStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(fingerprint: string, since: string): Promise<ErrorSummary | undefined> {
    const row = await this.db
      .selectFrom('error_summaries')
      .select('summary')
      .where('fingerprint', '=', fingerprint)
      .where('created_at', '>=', since)
      .executeTakeFirst();
    return row && (JSON.parse(row.summary) as ErrorSummary);
  }

  async save(fingerprint: string, summary: ErrorSummary, at: string): Promise<void> {
    const row = { summary: JSON.stringify(summary), created_at: at };
    await this.db
      .insertInto('error_summaries')
      .values({ fingerprint, ...row })
      .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(row))
      .execute();
  }

  /** One statement: what another process spends meanwhile comes before it or after it. */
  async reserve(day: string, tokens: number, limits: SummaryLimits): Promise<boolean> {
    if (limits.requests < 1 || tokens > limits.tokens) return false;
    const { numAffectedRows = 0n } = await sql`
      insert into summary_spending (day, requests, tokens) values (${day}, 1, ${tokens})
      on conflict (day) do update set requests = requests + 1, tokens = tokens + ${tokens}
      where requests + 1 <= ${limits.requests} and tokens + ${tokens} <= ${limits.tokens}
    `.execute(this.db);
    return numAffectedRows > 0n;
  }

  async settle(day: string, tokens: number): Promise<void> {
    await this.db
      .updateTable('summary_spending')
      .set((column) => ({ tokens: column('tokens', '+', tokens) }))
      .where('day', '=', day)
      .execute();
  }
}
