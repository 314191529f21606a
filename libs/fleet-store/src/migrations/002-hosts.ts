import type { Kysely } from 'kysely';

/** Hosts with their last sign of life, and whether people were told of their silence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_hosts')
    .addColumn('host', 'text', (c) => c.primaryKey())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addColumn('report', 'text', (c) => c.notNull())
    .addColumn('silence_told', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('claimed_at', 'text')
    .execute();
}
