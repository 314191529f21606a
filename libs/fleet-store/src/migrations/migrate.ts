import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

const TABLE = 'fleet_migrations';

type Migrations = Readonly<Record<string, Migration>>;

/**
 * Brings the tables up to date. Of several instances that start at the same time one does it and the others
 * wait: the migrator holds an advisory lock of the database. What a newer version has done already is left
 * as it is: it only adds, so an older one works beside it.
 *
 * @throws while the server cannot be reached, or when a migration failed, which then has changed nothing
 */
export async function migrate(db: Kysely<unknown>, known: Migrations): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...(await ofNewerVersions(db)), ...known }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error !== undefined)
    throw new Error('A migration of the fleet database failed', { cause: error });
}

/** Whatever was done, as something that need not be done: the migrator refuses names that it does not know. */
async function ofNewerVersions(db: Kysely<unknown>): Promise<Migrations> {
  const rows = await (db as Kysely<Record<typeof TABLE, { readonly name: string }>>)
    .selectFrom(TABLE)
    .select('name')
    .execute();
  const nothing: Migration = { up: () => Promise.resolve() };
  return Object.fromEntries(rows.map(({ name }) => [name, nothing]));
}
