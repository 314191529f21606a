import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './is-alive.js';

export const WORKSPACE_PREFIX = 'autoheal-workspace-';
const OF_PROCESS = new RegExp(`^${WORKSPACE_PREFIX}(\\d+)-`);

/** Removes the workspaces of this user's operators that were killed. What cannot be removed stays. */
export function removeAbandoned(): void {
  const { uid } = userInfo();
  for (const name of readdirSync(tmpdir())) {
    const pid = OF_PROCESS.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeOwn(join(tmpdir(), name), uid);
  }
}

function removeOwn(path: string, uid: number): void {
  try {
    if (lstatSync(path).uid === uid) rmSync(path, { recursive: true, force: true });
  } catch {
    // Somebody else removed it just now, or a file in it is not ours: no reason to stop a repair.
  }
}
