import type { Admission, RequestIdentity, RequestLog, StoredAnswer } from '@app/api-access';
import { sql } from 'kysely';
import type { FleetDatabase } from '../fleet-database.js';

/** Requests of all APIs by their Idempotency-Key. */
export class PostgresRequestLog implements RequestLog {
  constructor(private readonly database: FleetDatabase) {}

  async admit({ id, fingerprint }: RequestIdentity): Promise<Admission> {
    const db = await this.database.ready();
    await db
      .deleteFrom('fleet_requests')
      .where('admitted_at', '<', sql<Date>`now() - interval '1 day'`)
      .execute();
    const inserted = await db
      .insertInto('fleet_requests')
      .values({ id, fingerprint, answer: null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return { outcome: 'first' };
    return this.earlier(id, fingerprint);
  }

  async answer(id: string, answer: StoredAnswer): Promise<void> {
    const db = await this.database.ready();
    await db
      .updateTable('fleet_requests')
      .set({ answer: JSON.stringify(answer) })
      .where('id', '=', id)
      .execute();
  }

  async forget(id: string): Promise<void> {
    const db = await this.database.ready();
    await db.deleteFrom('fleet_requests').where('id', '=', id).execute();
  }

  private async earlier(id: string, fingerprint: string): Promise<Admission> {
    const db = await this.database.ready();
    const row = await db
      .selectFrom('fleet_requests')
      .select(['fingerprint', 'answer'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row && row.fingerprint !== fingerprint) return { outcome: 'another-request' };
    if (row?.answer == null) return { outcome: 'unanswered' };
    return { outcome: 'answered', answer: JSON.parse(row.answer) as StoredAnswer };
  }
}
