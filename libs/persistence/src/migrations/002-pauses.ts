import type { Kysely } from 'kysely';

/** When automation rests, and for what. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('pauses')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('target', 'text')
    .addColumn('since', 'text', (c) => c.notNull())
    .addColumn('until', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('pauses_by_end').on('pauses').column('until').execute();
}
