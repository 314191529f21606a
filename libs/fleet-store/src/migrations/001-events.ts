import type { Kysely } from 'kysely';

/** Events of all hosts, and what they say of heals and incidents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await events(db);
  await heals(db);
  await incidents(db);
}

async function events(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_events')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('service', 'text')
    .addColumn('correlation_id', 'text', (c) => c.notNull())
    .addColumn('causation_id', 'text')
    .addColumn('occurred_at', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('fleet_events_by_incident')
    .on('fleet_events')
    .columns(['correlation_id', 'sequence'])
    .execute();
  await db.schema
    .createIndex('fleet_events_by_time')
    .on('fleet_events')
    .column('occurred_at')
    .execute();
}

async function heals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_heals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('incident_id', 'text', (c) => c.notNull())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('action_type', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('fleet_heals_by_service')
    .on('fleet_heals')
    .columns(['service', 'changed_at'])
    .execute();
}

async function incidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fleet_incidents')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .execute();
}
