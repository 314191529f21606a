import { stackFrames } from '@app/stack-traces';
import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { insideRoot } from '../inside-root.js';

/** Folders whose files nobody edits by hand. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'build', '.next', '.git', 'target', 'vendor']);
/** Where languages that name files by package keep them. */
const SOURCE_ROOTS = ['', 'src/main/java', 'src/main/kotlin', 'src/main/scala', 'src'];

/** The sources of the project that a text's stack frames name, innermost frame first, relative to the root. */
export function projectFiles(text: string, projectRoot: string): string[] {
  const found = stackFrames(text).flatMap(({ file }) => sourceOf(file, projectRoot) ?? []);
  return [...new Set(found)];
}

function sourceOf(file: string, projectRoot: string): string | undefined {
  if (isAbsolute(file)) return projectFile(file, projectRoot);
  for (const root of SOURCE_ROOTS) {
    const found = projectFile(join(root, file), projectRoot);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * A file that a log names, relative to the project root.
 *
 * @returns undefined unless it is an existing source file inside the root
 */
export function projectFile(name: string, projectRoot: string): string | undefined {
  const real = insideRoot(projectRoot, localPath(name));
  if (real === undefined || !isFile(real)) return undefined;
  const path = relative(realpathSync(projectRoot), real);
  return path.split(sep).some((folder) => NOT_SOURCES.has(folder)) ? undefined : path;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Bundlers name sources `webpack://package/./src/a.ts`, modules are `file:` URLs. */
function localPath(name: string): string {
  if (name.startsWith('file://')) return fromFileUrl(name);
  return name.replace(/^webpack(?:-internal)?:\/\/(?:@[^/]+\/)?[^/]*\//, './');
}

function fromFileUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return '';
  }
}
