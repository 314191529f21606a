import { afterEach, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { removeAbandoned, WORKSPACE_PREFIX } from './abandoned.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function workspaceOf(pid: number): string {
  const folder = mkdtempSync(join(tmpdir(), `${WORKSPACE_PREFIX}${String(pid)}-`));
  writeFileSync(join(folder, 'file.js'), '');
  folders.push(folder);
  return folder;
}

const deadPid = (): number => spawnSync('true').pid;

it('removes what killed operators left, and nothing of one that lives', () => {
  const [left, inUse] = [workspaceOf(deadPid()), workspaceOf(process.pid)];
  removeAbandoned();
  expect([left, inUse].map((folder) => existsSync(folder))).toEqual([false, true]);
});

const asRoot = userInfo().uid === 0 ? it : it.skip;
asRoot('leaves alone what another user left', () => {
  const folder = workspaceOf(deadPid());
  chownSync(folder, 65_534, 65_534);
  removeAbandoned();
  expect(existsSync(folder)).toBe(true);
});
