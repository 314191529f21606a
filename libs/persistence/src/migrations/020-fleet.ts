import type { Kysely } from 'kysely';

/** How far followers of the event store have come; commands of the fleet that this host has carried out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('event_cursors')
    .addColumn('follower', 'text', (c) => c.primaryKey())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('fleet_commands')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('done_at', 'text', (c) => c.notNull())
    .execute();
}
