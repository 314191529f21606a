import { Inject, Injectable } from '@nestjs/common';
import type { Admission, RequestIdentity, RequestLog, StoredAnswer } from '@app/api-access';
import { CLOCK, type Clock } from '@app/clock';
import { DATABASE, type Database } from '../database.js';

const KEPT_MS = 86_400_000;

@Injectable()
export class SqlRequestLog implements RequestLog {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async admit({ id, fingerprint }: RequestIdentity): Promise<Admission> {
    const now = this.clock.now();
    await this.db
      .deleteFrom('answered_requests')
      .where('created_at', '<', new Date(now - KEPT_MS).toISOString())
      .execute();
    const inserted = await this.db
      .insertInto('answered_requests')
      .values({ id, fingerprint, created_at: new Date(now).toISOString(), answer: null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return { outcome: 'first' };
    return this.earlier(id, fingerprint);
  }

  async answer(id: string, answer: StoredAnswer): Promise<void> {
    await this.db
      .updateTable('answered_requests')
      .set({ answer: JSON.stringify(answer) })
      .where('id', '=', id)
      .execute();
  }

  async forget(id: string): Promise<void> {
    await this.db.deleteFrom('answered_requests').where('id', '=', id).execute();
  }

  private async earlier(id: string, fingerprint: string): Promise<Admission> {
    const row = await this.db
      .selectFrom('answered_requests')
      .select(['fingerprint', 'answer'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row && row.fingerprint !== fingerprint) return { outcome: 'another-request' };
    if (row?.answer == null) return { outcome: 'unanswered' };
    return { outcome: 'answered', answer: JSON.parse(row.answer) as StoredAnswer };
  }
}
