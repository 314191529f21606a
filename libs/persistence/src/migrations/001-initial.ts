import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('events')
    .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('correlation_id', 'text', (c) => c.notNull())
    .addColumn('causation_id', 'text')
    .addColumn('occurred_at', 'text', (c) => c.notNull())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('delivered_at', 'text')
    .execute();
  await schema
    .createIndex('events_story')
    .on('events')
    .columns(['correlation_id', 'sequence'])
    .execute();
  await schema.createIndex('events_by_name').on('events').columns(['name', 'sequence']).execute();
  await schema
    .createIndex('events_undelivered')
    .on('events')
    .column('sequence')
    .where(sql.ref('delivered_at'), 'is', null)
    .execute();

  await schema
    .createTable('incidents')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .addColumn('resolved_at', 'text')
    .addColumn('resolved_by', 'text')
    .addColumn('detections', 'integer', (c) => c.notNull())
    .addColumn('heals', 'integer', (c) => c.notNull())
    .addColumn('suppressed', 'integer', (c) => c.notNull())
    .addColumn('detection', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('incidents_one_open_per_key')
    .on('incidents')
    .column('key')
    .unique()
    .where(sql.ref('status'), '=', sql.lit('open'))
    .execute();
  await schema.createIndex('incidents_by_time').on('incidents').column('opened_at').execute();

  await schema
    .createTable('checkpoints')
    .addColumn('stream_id', 'text', (c) => c.primaryKey())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('inode', 'text', (c) => c.notNull())
    .addColumn('offset', 'integer', (c) => c.notNull())
    .addColumn('signature_length', 'integer', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('state', 'text')
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('gaps')
    .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('stream_id', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('noted_at', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('streaks')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('pattern_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('heals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('incident_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('action_type', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('requested_by', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('started_at', 'text')
    .addColumn('finished_at', 'text')
    .addColumn('verified_at', 'text')
    .addColumn('record', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('heals_by_status')
    .on('heals')
    .columns(['status', 'requested_at'])
    .execute();
  await schema.createIndex('heals_by_key').on('heals').columns(['key', 'requested_at']).execute();
  await schema
    .createIndex('heals_by_incident')
    .on('heals')
    .columns(['incident_id', 'requested_at'])
    .execute();
  await schema
    .createIndex('heals_one_running_per_target')
    .on('heals')
    .column('target')
    .unique()
    .where(sql.ref('status'), '=', sql.lit('running'))
    .execute();

  await schema
    .createTable('loop_guards')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('trigger_key', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('action_type', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('alerts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('incident_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('deliveries')
    .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('alert_id', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_attempt_at', 'text', (c) => c.notNull())
    .addColumn('delivered_at', 'text')
    .addColumn('last_error', 'text')
    .execute();
  await schema
    .createIndex('deliveries_due')
    .on('deliveries')
    .columns(['status', 'channel', 'sequence'])
    .execute();

  await schema
    .createTable('repair_jobs')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text')
    .addColumn('finished_at', 'text')
    .execute();
  await schema
    .createIndex('repair_jobs_by_status')
    .on('repair_jobs')
    .columns(['status', 'created_at'])
    .execute();

  await schema
    .createTable('watchdog_status')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('pid', 'integer', (c) => c.notNull())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('last_tick_at', 'text', (c) => c.notNull())
    .addColumn('stopped_at', 'text')
    .addColumn('report', 'text', (c) => c.notNull())
    .execute();
}
