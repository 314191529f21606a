import { DatabaseSync } from 'node:sqlite';
import { migrations } from '../migrations/registry.js';

const MIGRATIONS_TABLE = 'kysely_migration';

/**
 * What is wrong with a file that should be a store: no database, a damaged one, another program's, or one of a
 * newer version.
 *
 * @returns undefined when it can be used; an older version is brought up to date when it is opened
 */
export function inspectStore(path: string): string | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    return damage(database) ?? strangeness(database);
  } catch (error) {
    return `is no store: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    database?.close();
  }
}

function damage(database: DatabaseSync): string | undefined {
  const found = database.prepare('PRAGMA integrity_check(1)').get();
  const verdict = String(found?.['integrity_check']);
  return verdict === 'ok' ? undefined : `is damaged: ${verdict}`;
}

function strangeness(database: DatabaseSync): string | undefined {
  const table = database
    .prepare("select 1 from sqlite_schema where type = 'table' and name = ?")
    .get(MIGRATIONS_TABLE);
  if (!table) return 'is a database, but none of Zion Auto-Heal';
  const names = database.prepare(`select name from ${MIGRATIONS_TABLE}`).all();
  const unknown = names.map(({ name }) => String(name)).filter((name) => !(name in migrations));
  return unknown.length === 0
    ? undefined
    : `was written by a newer version (${unknown.join(', ')}). Install that version first`;
}
