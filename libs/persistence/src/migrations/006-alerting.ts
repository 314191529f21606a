import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await growAlerts(db);
  await growDeliveries(db);
  await createChannelTables(db);
  await createSilences(db);
  await createSummaries(db);
}

async function growAlerts({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('alerts').addColumn('service', 'text').execute();
  await schema.alterTable('alerts').addColumn('pattern', 'text').execute();
  await schema.alterTable('alerts').addColumn('dedup_key', 'text').execute();
  await schema
    .createIndex('alerts_by_dedup_key')
    .on('alerts')
    .columns(['dedup_key', 'created_at'])
    .execute();
  await schema
    .createIndex('alerts_by_kind_and_service')
    .on('alerts')
    .columns(['kind', 'service', 'created_at'])
    .execute();
}

async function growDeliveries({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('deliveries').addColumn('group_key', 'text').execute();
  await schema.alterTable('deliveries').addColumn('sending_since', 'text').execute();
  await schema
    .createIndex('deliveries_in_order')
    .on('deliveries')
    .columns(['incident_id', 'channel', 'status', 'sequence'])
    .execute();
  await schema
    .createIndex('deliveries_by_group')
    .on('deliveries')
    .columns(['group_key', 'channel', 'status'])
    .execute();
  await schema
    .createIndex('deliveries_by_alert')
    .ifNotExists()
    .on('deliveries')
    .column('alert_id')
    .execute();
}

async function createChannelTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('alert_channels')
    .addColumn('channel', 'text', (c) => c.primaryKey())
    .addColumn('not_before', 'text')
    .addColumn('dead_since', 'text')
    .addColumn('dead_fingerprint', 'text')
    .addColumn('dead_error', 'text')
    .execute();
  await schema
    .createTable('alert_threads')
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'text', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_threads_key', ['channel', 'incident_id'])
    .execute();
}

async function createSilences({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('silences')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('matchers', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('silences_by_end').on('silences').column('ends_at').execute();
}

async function createSummaries({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('error_summaries')
    .addColumn('fingerprint', 'text', (c) => c.primaryKey())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('summary_spending')
    .addColumn('day', 'text', (c) => c.primaryKey())
    .addColumn('requests', 'integer', (c) => c.notNull())
    .addColumn('tokens', 'integer', (c) => c.notNull())
    .execute();
}
