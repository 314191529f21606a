import type { Kysely } from 'kysely';

/** How much of each log was read, for metrics. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('checkpoints')
    .addColumn('bytes_read', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
