import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrationProvider } from './migrations/registry.js';
import { sqliteDialect } from './sqlite-dialect.js';
import type { Schema } from './tables/schema.js';

export const DATABASE = Symbol('Database');
export type Database = Kysely<Schema>;

const FILE_NAME = 'autoheal.db';
const OWNER_ONLY = 0o700;

/**
 * Opens the embedded database of a data folder, making both where they are missing, and brings its
 * tables up to date.
 *
 * @throws when the folder cannot be written or a migration fails; the message says what to do
 */
export async function openDatabase(dataDir: string): Promise<Database> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: OWNER_ONLY });
    return await openDatabaseFile(storePath(dataDir));
  } catch (error) {
    throw new Error(
      `The database in ${dataDir} cannot be opened: ${error instanceof Error ? error.message : String(error)}. Check that the folder is writable and the disk is not full, or set AUTOHEAL_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}

/** Where the embedded database of a data folder is. */
export function storePath(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/** The same for one file, wherever it is; its folder must be there. */
export async function openDatabaseFile(path: string): Promise<Database> {
  const database: Database = new Kysely<Schema>({ dialect: sqliteDialect(path) });
  await migrate(database);
  return database;
}

async function migrate(database: Database): Promise<void> {
  const { error } = await new Migrator({
    db: database,
    provider: migrationProvider,
    // A release may bring a migration whose name comes before one that ran; none depends on another.
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('A migration failed', { cause: error });
}
