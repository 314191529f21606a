import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const LOCK_FILE = 'watchdog.lock';
const HOLDER_FILE = 'watchdog.pid';
const SQLITE_BUSY = 5;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** Two that start at the same moment step on each other's feet for less than this; then one of them holds it. */
const SETTLE_MS = 500;

const holderSchema = z.object({
  pid: z.int(),
  host: z.string(),
  since: z.iso.datetime(),
});

/** Who holds a data folder, and since when (ISO 8601, UTC). For people: the lock does not depend on it. */
export type LockHolder = Readonly<z.output<typeof holderSchema>>;

export type LockResult =
  | {
      readonly outcome: 'acquired';
      readonly lock: DataFolderLock;
      /** The holder before, when it ended without giving the lock back. */
      readonly takenOverFrom?: LockHolder;
    }
  | {
      readonly outcome: 'refused';
      /** Absent when the holder has not written it down yet. */
      readonly holder?: LockHolder;
      /** Who holds it, since when, and what to do. */
      readonly message: string;
    };

/**
 * One watchdog per data folder. The lock is the operating system's, by way of SQLite's on a file of its
 * own: it ends with the process, however that ends, and no process id is ever believed. A stopped process
 * (SIGSTOP) still holds it.
 */
export class DataFolderLock {
  /** A lock that nobody refers to any more would be closed by the garbage collector, and so be lost. */
  private static readonly held = new Set<DataFolderLock>();

  private constructor(
    private readonly folder: string,
    private readonly database: DatabaseSync,
  ) {}

  /**
   * Takes the lock, making the folder where it is missing, or says who has it. Answers within a second.
   *
   * @throws when the folder cannot be written; the message says what to do
   */
  static acquire(dataDir: string, now: Date = new Date()): LockResult {
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      const database = lockFile(join(dataDir, LOCK_FILE));
      const before = readHolder(dataDir);
      if (database === undefined) return refused(dataDir, before);
      writeHolder(dataDir, { pid: process.pid, host: hostname(), since: now.toISOString() });
      const lock = new DataFolderLock(dataDir, database);
      DataFolderLock.held.add(lock);
      return { outcome: 'acquired', lock, ...(before && { takenOverFrom: before }) };
    } catch (error) {
      throw new Error(
        `The data folder ${dataDir} cannot be locked: ${error instanceof Error ? error.message : String(error)}. Check that it is writable and the disk is not full, or set AUTOHEAL_DATA_DIR to another folder.`,
        { cause: error },
      );
    }
  }

  /** Gives the lock back; for an orderly end. Call it last: others may start from then on. */
  release(): void {
    rmSync(join(this.folder, HOLDER_FILE), { force: true });
    this.database.close();
    DataFolderLock.held.delete(this);
  }
}

/** Undefined when another process has it. Nothing else may open the file: closing it again would free the lock. */
function lockFile(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path, { timeout: SETTLE_MS });
  if ((statSync(path).mode & OTHERS) !== 0) chmodSync(path, OWNER_ONLY);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

function refused(dataDir: string, holder: LockHolder | undefined): LockResult {
  const who = holder
    ? `process ${String(holder.pid)} on ${holder.host}, since ${holder.since}`
    : 'another process';
  return {
    outcome: 'refused',
    ...(holder && { holder }),
    message: `A watchdog already runs on the data folder ${dataDir}: ${who}. Stop that one first, or set AUTOHEAL_DATA_DIR to another folder.`,
  };
}

function writeHolder(dataDir: string, holder: LockHolder): void {
  const path = join(dataDir, HOLDER_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(holder)}\n`, { mode: OWNER_ONLY });
  renameSync(`${path}.new`, path);
}

function readHolder(dataDir: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(dataDir, HOLDER_FILE), 'utf8')));
  } catch {
    // Missing, or damaged by hand; the lock has been decided without it.
    return undefined;
  }
}
