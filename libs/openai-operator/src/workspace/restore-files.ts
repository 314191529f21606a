import { copyFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isProtected } from './protected-files.js';
import type { Workspace } from './workspace.js';

const MODULES = 'node_modules';

/**
 * Puts every file of the project back to what it was, patched ones excepted, and removes new files that
 * would be protected: a test, a hook or a configuration that a patch or a task added.
 *
 * @returns the paths that were not as they should be
 */
export function restoreFiles(
  workspace: Workspace,
  pristine: Workspace,
  patched: ReadonlyMap<string, string>,
): string[] {
  const known = new Set(pristine.files);
  const changed = pristine.files.filter(
    (file) => !patched.has(file) && !sameContent(workspace.path(file), pristine.path(file)),
  );
  const added = walk(workspace.folder).filter((file) => !known.has(file) && isProtected(file));
  for (const file of [...changed, ...added]) {
    rmSync(workspace.path(file), { recursive: true, force: true });
    if (!known.has(file)) continue;
    mkdirSync(dirname(workspace.path(file)), { recursive: true });
    copyFileSync(pristine.path(file), workspace.path(file));
  }
  return [...changed, ...added];
}

function sameContent(a: string, b: string): boolean {
  const stats = lstatSync(a, { throwIfNoEntry: false });
  return (stats?.isFile() ?? false) && readFileSync(a).equals(readFileSync(b));
}

/** Everything that is no folder; packages are the project's own, and behind a link. */
function walk(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === MODULES) return [];
    return entry.isDirectory() ? walk(root, path) : [relative(root, path).split(sep).join('/')];
  });
}
