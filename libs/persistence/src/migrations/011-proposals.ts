import type { Kysely } from 'kysely';

/** When a patch began to wait for approval; null where it went into the project by itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('applied_fixes').addColumn('proposed_at', 'text').execute();
}
