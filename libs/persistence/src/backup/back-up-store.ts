import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { storePath } from '../database.js';
import { inspectStore } from './inspect-store.js';

const OWNER_ONLY = 0o600;
/** More pages than any store has: copied in one step, which no writer makes begin anew. */
const ALL_PAGES = 2 ** 30;

export type BackupResult =
  | { readonly ok: true; readonly bytes: number }
  | {
      readonly ok: false;
      /** What is wrong and what to do. */
      readonly message: string;
    };

/**
 * Copies the store of a data folder as it is at one moment, while others read and write it. The copy is one
 * file for its owner only, checked before it gets its name.
 *
 * @param target must not exist yet
 */
export async function backUpStore(dataDir: string, target: string): Promise<BackupResult> {
  const source = storePath(dataDir);
  if (!existsSync(source))
    return refuse(
      `There is no store in ${dataDir} yet: nothing to back up. Set AUTOHEAL_DATA_DIR.`,
    );
  if (existsSync(target)) return refuse(`${target} exists already. Name another file.`);
  const part = `${target}.${String(process.pid)}.part`;
  try {
    const size = await copyStore(source, part);
    const problem = inspectStore(part);
    if (problem !== undefined) return refuse(`The copy of ${source} ${problem}. Check the disk.`);
    // Unlike a rename, this never takes the place of a file that somebody has made meanwhile.
    linkSync(part, target);
    return { ok: true, bytes: size };
  } finally {
    for (const left of [part, `${part}-wal`, `${part}-shm`, `${part}-journal`])
      rmSync(left, { force: true });
  }
}

async function copyStore(source: string, part: string): Promise<number> {
  closeSync(openSync(part, 'wx', OWNER_ONLY));
  const database = new DatabaseSync(source, { timeout: 5_000 });
  try {
    await backup(database, part, { rate: ALL_PAGES });
  } finally {
    database.close();
  }
  const copy = new DatabaseSync(part);
  // By itself, without the files that a store has beside it while it is open.
  copy.exec('PRAGMA journal_mode = DELETE');
  const { pages, size } = copy
    .prepare(
      'select page_count as pages, page_size as size from pragma_page_count, pragma_page_size',
    )
    .get() as { pages: number; size: number };
  copy.close();
  chmodSync(part, OWNER_ONLY);
  sync(part);
  return pages * size;
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function refuse(message: string): BackupResult {
  return { ok: false, message };
}
