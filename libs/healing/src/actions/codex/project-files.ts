import { realpathSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'stacktrace-parser';
import { insideRoot } from '../inside-root.js';

/** Folders whose files nobody edits by hand. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'build', '.next', '.git']);
const MAX_FRAMES = 50;
const MAX_LINE_CHARS = 500;

/** The sources of the project that a text's stack frames name, innermost frame first, relative to the root. */
export function projectFiles(text: string, projectRoot: string): string[] {
  const files = parse(frameLines(text)).flatMap(({ file }) => file ?? []);
  const found = files.flatMap((file) => projectFile(file, projectRoot) ?? []);
  return [...new Set(found)];
}

/** The parser's time grows with the square of a line's length, and the text comes from a log. */
function frameLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.length <= MAX_LINE_CHARS && /^\s*at |@/.test(line))
    .slice(0, MAX_FRAMES)
    .join('\n');
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
