import { chmodSync, statSync } from 'node:fs';

const OTHERS = 0o077;
/** Beside the database itself, while it is open. */
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Takes a database file away from everybody but its owner. What SQLite makes beside it has its bits.
 *
 * It is never opened for this: closing it again would end the locks that this process has on it.
 */
export function ownerOnly(path: string): void {
  for (const companion of COMPANIONS) tighten(path + companion);
}

function tighten(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || (found.mode & OTHERS) === 0) return;
  try {
    chmodSync(path, found.mode & 0o700);
  } catch {
    // Another user's, who decides who may read it.
  }
}
