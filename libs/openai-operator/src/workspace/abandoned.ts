import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './is-alive.js';

export const WORKSPACE_PREFIX = 'autoheal-workspace-';
const OF_PROCESS = new RegExp(`^${WORKSPACE_PREFIX}(\\d+)-`);

/** Removes the workspaces of operators that were killed. */
export function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = OF_PROCESS.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
