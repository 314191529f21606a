import { Inject, Injectable } from '@nestjs/common';
import type { Amount, SpendingEntry, SpendingLimits, SpendingStore } from '@app/openai-operator';
import { type RawBuilder, sql } from 'kysely';
import { DATABASE, type Database } from '../database.js';

@Injectable()
export class SqlSpendingStore implements SpendingStore {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** One statement: what another process spends meanwhile comes before it or after it. */
  async reserve(entry: SpendingEntry, { perFix, perDay }: SpendingLimits): Promise<boolean> {
    const { id, repairId, day, model, tokens, microUsd } = entry;
    const ofFix = sql`repair_id = ${repairId}`;
    const ofDay = sql`day = ${day}`;
    const { numAffectedRows = 0n } = await sql`
      insert into model_spending (id, repair_id, day, model, tokens, micro_usd)
      select ${id}, ${repairId}, ${day}, ${model}, ${tokens}, ${microUsd}
      where ${total('tokens', ofFix)} + ${tokens} <= ${perFix.tokens}
        and ${total('micro_usd', ofFix)} + ${microUsd} <= ${perFix.microUsd}
        and ${total('tokens', ofDay)} + ${tokens} <= ${perDay.tokens}
        and ${total('micro_usd', ofDay)} + ${microUsd} <= ${perDay.microUsd}
    `.execute(this.db);
    return numAffectedRows > 0n;
  }

  async settle(id: string, { tokens, microUsd }: Amount): Promise<void> {
    await this.db
      .updateTable('model_spending')
      .set({ tokens, micro_usd: microUsd })
      .where('id', '=', id)
      .execute();
  }

  async spent(by: { readonly repairId: string } | { readonly day: string }): Promise<Amount> {
    const [column, value] =
      'day' in by ? (['day', by.day] as const) : (['repair_id', by.repairId] as const);
    const row = await this.db
      .selectFrom('model_spending')
      .select((e) => [
        e.fn.sum<number>('tokens').as('tokens'),
        e.fn.sum<number>('micro_usd').as('usd'),
      ])
      .where(column, '=', value)
      .executeTakeFirst();
    return { tokens: row?.tokens ?? 0, microUsd: row?.usd ?? 0 };
  }

  async begin(repairId: string, day: string): Promise<void> {
    await this.db
      .insertInto('repair_runs')
      .values({ repair_id: repairId, day, duration_ms: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async ran(repairId: string, durationMs: number): Promise<void> {
    await this.db
      .updateTable('repair_runs')
      .set({ duration_ms: durationMs })
      .where('repair_id', '=', repairId)
      .execute();
  }

  async timeOf(day: string): Promise<number> {
    const row = await this.db
      .selectFrom('repair_runs')
      .select((e) => e.fn.sum<number>('duration_ms').as('ms'))
      .where('day', '=', day)
      .executeTakeFirst();
    return row?.ms ?? 0;
  }
}

/** For a process that has no modules. */
export function spendingStore(db: Database): SpendingStore {
  return new SqlSpendingStore(db);
}

function total(column: 'tokens' | 'micro_usd', where: RawBuilder<unknown>): RawBuilder<number> {
  return sql`(select coalesce(sum(${sql.ref(column)}), 0) from model_spending where ${where})`;
}
