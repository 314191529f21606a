import { existsSync } from 'node:fs';
import { join } from 'node:path';

const byLockfile = [
  ['package-lock.json', ['npm', 'ci']],
  ['npm-shrinkwrap.json', ['npm', 'ci']],
  ['pnpm-lock.yaml', ['pnpm', 'install', '--frozen-lockfile']],
  ['yarn.lock', ['yarn', 'install', '--frozen-lockfile']],
] as const;

/** The command that installs what the lockfile names, by the package manager that wrote it. */
export function installWords(folder: string): readonly [string, ...string[]] {
  const match = byLockfile.find(([lockfile]) => existsSync(join(folder, lockfile)));
  return match?.[1] ?? ['npm', 'install'];
}
