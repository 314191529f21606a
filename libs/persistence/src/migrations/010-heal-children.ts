import type { Kysely } from 'kysely';

/** Programs of heals under way, and incidents that came while another heal had their target. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('heal_children')
    .addColumn('heal_id', 'text', (c) => c.notNull())
    .addColumn('pid', 'integer', (c) => c.notNull())
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('heal_children_key', ['heal_id', 'pid', 'started_at'])
    .execute();
  await db.schema.alterTable('incidents').addColumn('missed_at', 'text').execute();
}
