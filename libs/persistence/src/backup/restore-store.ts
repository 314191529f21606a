import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderLock } from '../data-folder-lock.js';
import { openDatabaseFile, storePath } from '../database.js';
import { inspectStore } from './inspect-store.js';

const OWNER_ONLY = 0o600;

export type RestoreResult =
  | {
      readonly ok: true;
      /** Where the store is that was there before; absent where there was none. */
      readonly replaced?: string;
    }
  | {
      readonly ok: false;
      readonly reason: 'in-use' | 'unusable';
      /** What is wrong and what to do. */
      readonly message: string;
    };

/**
 * Puts a backup in the place of the store of a data folder. Nothing changes before the backup has been
 * copied, checked and brought up to date; then it takes its place by a rename, and what was there is kept
 * beside it.
 *
 * Refused while a watchdog holds the folder, or another process (the API) has the store open.
 */
export async function restoreStore(dataDir: string, backup: string): Promise<RestoreResult> {
  const taken = DataFolderLock.acquire(dataDir);
  if (taken.outcome === 'refused') return { ok: false, reason: 'in-use', message: taken.message };
  const staged = `${storePath(dataDir)}.restoring`;
  try {
    const problem = await stage(backup, staged);
    if (problem !== undefined)
      return {
        ok: false,
        reason: 'unusable',
        message: `${backup} ${problem}. Nothing was changed.`,
      };
    return takePlace(dataDir, staged);
  } finally {
    for (const left of [staged, `${staged}-wal`, `${staged}-shm`]) rmSync(left, { force: true });
    taken.lock.release();
  }
}

/** @returns what is wrong with the backup */
async function stage(backup: string, staged: string): Promise<string | undefined> {
  if (!existsSync(backup)) return 'does not exist';
  copyFileSync(backup, staged);
  chmodSync(staged, OWNER_ONLY);
  const problem = inspectStore(staged);
  if (problem !== undefined) return problem;
  await (await openDatabaseFile(staged)).destroy();
  return undefined;
}

function takePlace(dataDir: string, staged: string): RestoreResult {
  const path = storePath(dataDir);
  if (!existsSync(path)) {
    setAside(path, `${path}.before-restore`);
    renameSync(staged, path);
    return { ok: true };
  }
  if (!isOurs(path)) {
    const message = `Another process has the store in ${dataDir} open, the API for instance. Stop it first; nothing was changed.`;
    return { ok: false, reason: 'in-use', message };
  }
  const replaced = `${path}.before-restore`;
  setAside(path, replaced);
  renameSync(staged, path);
  return { ok: true, replaced };
}

/** With what a damaged one left beside it: SQLite would take a journal for that of the restored one. */
function setAside(path: string, replaced: string): void {
  for (const companion of ['', '-wal', '-shm', '-journal']) {
    rmSync(replaced + companion, { force: true });
    if (existsSync(path + companion)) renameSync(path + companion, replaced + companion);
  }
}

/** Whether nobody else has it open. Then it is one file afterwards, so a rename takes all of it along. */
function isOurs(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    const answer = database.prepare('PRAGMA journal_mode = DELETE').get();
    return answer?.['journal_mode'] === 'delete';
  } catch (error) {
    // A damaged store is nobody's: it is what a restore is for. Whoever has it open holds a lock on it.
    return !/locked|busy/i.test(String(error));
  } finally {
    database.close();
  }
}
