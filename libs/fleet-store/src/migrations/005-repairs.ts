import { type Kysely, sql } from 'kysely';

/** Code fixes of all APIs, acts that one API asks of another, and requests that come again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await repairs(db);
  await acts(db);
  await requests(db);
}

async function repairs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_repairs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('instance', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('view', 'text', (c) => c.notNull())
    .addColumn('steps', 'text', (c) => c.notNull())
    .addColumn('told_at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('lost_at', 'timestamptz')
    .execute();
  await db.schema
    .createIndex('fleet_repairs_not_done')
    .on('fleet_repairs')
    .column('told_at')
    .where(sql.ref('status'), '!=', sql.lit('done'))
    .execute();
}

async function acts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_repair_acts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('repair_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('taken_at', 'timestamptz')
    .addColumn('answer', 'text')
    .execute();
}

async function requests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('admitted_at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('answer', 'text')
    .execute();
  await db.schema
    .createIndex('fleet_requests_by_time')
    .on('fleet_requests')
    .column('admitted_at')
    .execute();
}
