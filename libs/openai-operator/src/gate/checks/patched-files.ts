import { existsSync, readFileSync } from 'node:fs';
import type { Workspace } from '../../workspace/workspace.js';
import type { PatchedFile } from './gate-check.js';

/** What a patch changes, beside what was there. A file that was not there was empty. */
export function patchedFiles(
  patched: ReadonlyMap<string, string>,
  pristine: Workspace,
): PatchedFile[] {
  return [...patched].map(([path, after]) => {
    const original = pristine.path(path);
    return { path, after, before: existsSync(original) ? readFileSync(original, 'utf8') : '' };
  });
}
