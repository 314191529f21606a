import { SqliteDialect, type SqliteDatabase } from 'kysely';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { ownerOnly } from './owner-only.js';
import { WalCheckpoints } from './wal-checkpoints.js';

const BUSY_TIMEOUT_MS = 5_000;
const MAX_PREPARED = 200;

/**
 * Kysely's SQLite dialect over Node's own driver.
 *
 * WAL lets the API read while the watchdog writes. `synchronous = NORMAL` survives a killed process
 * without loss; a power cut may undo the last commits, always whole ones.
 */
export function sqliteDialect(path: string): SqliteDialect {
  return new SqliteDialect({ database: openSqlite(path) });
}

function openSqlite(path: string): SqliteDatabase {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  ownerOnly(path);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;',
  );
  const checkpoints = new WalCheckpoints(database);
  const prepared = new Map<string, ReturnType<typeof asKyselyStatement>>();
  return {
    close: () => {
      checkpoints.stop();
      prepared.clear();
      database.close();
    },
    prepare: (sql) => {
      const known = prepared.get(sql);
      if (known) return known;
      if (prepared.size >= MAX_PREPARED) prepared.clear();
      const statement = asKyselyStatement(database.prepare(sql), () => {
        checkpoints.noteWrite();
      });
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function asKyselyStatement(statement: StatementSync, noteWrite: () => void) {
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters: readonly unknown[]) => {
      noteWrite();
      return statement.run(...(parameters as SQLInputValue[]));
    },
    iterate: (parameters: readonly unknown[]) =>
      statement.iterate(...(parameters as SQLInputValue[])),
  };
}
