import { type Kysely, sql } from 'kysely';

/** Indexes for the lists of the API, newest first, and what the monitors measured. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const indexes: readonly (readonly [string, string, readonly string[]])[] = [
    ['incidents_newest', 'incidents', ['opened_at', 'id']],
    ['incidents_newest_by_status', 'incidents', ['status', 'opened_at', 'id']],
    ['incidents_newest_by_target', 'incidents', ['target', 'opened_at', 'id']],
    ['heals_newest', 'heals', ['requested_at', 'id']],
    ['heals_newest_by_target', 'heals', ['target', 'requested_at', 'id']],
    ['alerts_newest', 'alerts', ['created_at', 'id']],
    ['alerts_by_incident', 'alerts', ['incident_id', 'created_at']],
    ['deliveries_by_alert', 'deliveries', ['alert_id']],
  ];
  for (const [name, table, columns] of indexes)
    await db.schema
      .createIndex(name)
      .ifNotExists()
      .on(table)
      .columns([...columns])
      .execute();
  await db.schema
    .createIndex('incidents_by_trigger')
    .on('incidents')
    .columns([sql`json_extract(detection, '$.trigger.id')`, sql.ref('opened_at'), sql.ref('id')])
    .execute();
  await db.schema
    .createIndex('heals_by_trigger')
    .on('heals')
    .columns([sql`json_extract(record, '$.detection.trigger.id')`, sql.ref('status')])
    .execute();

  await db.schema
    .createTable('measurements')
    .addColumn('sequence', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('value', 'real')
    .addColumn('ok', 'integer', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('measurements_by_name')
    .on('measurements')
    .columns(['name', 'at'])
    .execute();
  await db.schema.createIndex('measurements_by_time').on('measurements').column('at').execute();
}
