import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './is-alive.js';

/** What we name, and the lock that git puts beside an index. */
const OF_PROCESS = /^(\d+)-[0-9a-f]{12}(?:\.lock)?$/;

/** A path of our own in a folder for files in the making; what killed processes left there is removed. */
export function stagingPath(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const pid = OF_PROCESS.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
  return join(folder, `${String(process.pid)}-${randomBytes(6).toString('hex')}`);
}
