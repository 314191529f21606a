import type { Kysely } from 'kysely';

/** What code fixes cost, how long they ran, and which patches are watched after they were applied. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('model_spending')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('repair_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('tokens', 'integer', (c) => c.notNull())
    .addColumn('micro_usd', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('model_spending_by_day').on('model_spending').column('day').execute();
  await schema
    .createIndex('model_spending_by_repair')
    .on('model_spending')
    .column('repair_id')
    .execute();
  await schema
    .createTable('repair_runs')
    .addColumn('repair_id', 'text', (c) => c.primaryKey())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('duration_ms', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('repair_runs_by_day').on('repair_runs').column('day').execute();
  await schema
    .createTable('applied_fixes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('repair_id', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'text')
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('file_path', 'text', (c) => c.notNull())
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('after', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('applied_at', 'text', (c) => c.notNull())
    .addColumn('watch_until', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .execute();
  await schema
    .createIndex('applied_fixes_by_status')
    .on('applied_fixes')
    .columns(['status', 'watch_until'])
    .execute();
  await schema
    .createIndex('applied_fixes_by_fingerprint')
    .on('applied_fixes')
    .column('fingerprint')
    .execute();
}
