import type { Kysely } from 'kysely';

/** What hosts were asked to do, and how they answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_commands')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('command', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('sent', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('answer', 'text')
    .execute();
}
