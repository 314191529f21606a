import { throughSourceMap } from '@app/source-maps';
import { stackFrames, type StackFrame } from '@app/stack-traces';
import { access } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Where builds go and pages are served from. */
const SERVED_FROM = ['', 'dist', 'build', 'public', 'out', '.next', 'www'];
/** Where languages that name files by package keep them. */
const PACKAGES = ['src/main/java', 'src/main/kotlin', 'src/main/scala', 'src'];

/** A place of an error in a source of the project. */
export interface ProjectFrame extends StackFrame {
  /** The file that the trace named, where a source map led on from it; relative to the project. */
  readonly generated: string | undefined;
}

/**
 * The frames of an error that lie in sources of the project, innermost first; their files relative to its
 * root. Generated code is followed to its source by source maps.
 *
 * @param files the sources there are, relative to the root: no frame leads anywhere else
 */
export async function projectFrames(
  errorText: string,
  projectRoot: string,
  files: readonly string[],
): Promise<ProjectFrame[]> {
  const known = new Set(files);
  const frames = await Promise.all(
    stackFrames(errorText).map((frame) => resolve(frame, projectRoot, known)),
  );
  return frames.filter((frame) => frame !== undefined);
}

async function resolve(
  frame: StackFrame,
  projectRoot: string,
  known: ReadonlySet<string>,
): Promise<ProjectFrame | undefined> {
  for (const path of candidates(frame.file, projectRoot)) {
    const mapped = await throughSourceMap(join(projectRoot, path), frame);
    const source = mapped && sourceOf(mapped.file, projectRoot, known);
    if (mapped && source !== undefined) {
      const { functionName, line, column } = mapped;
      return { functionName, line, column, file: source, generated: path };
    }
    if (known.has(path) && (await exists(join(projectRoot, path))))
      return { ...frame, file: path, generated: undefined };
  }
  return undefined;
}

/** The paths from the root that a frame may mean. */
function candidates(file: string, projectRoot: string): string[] {
  const inside = isAbsolute(file) ? relative(projectRoot, file) : undefined;
  if (inside !== undefined && !inside.startsWith('..')) return [inside.split(sep).join('/')];
  const tail = file.replace(/^[./]+/, '');
  return [...SERVED_FROM, ...PACKAGES].map((folder) =>
    folder === '' ? tail : `${folder}/${tail}`,
  );
}

/** Maps of bundlers name their sources from a root of their own: the head of the path may be wrong. */
function sourceOf(
  file: string,
  projectRoot: string,
  known: ReadonlySet<string>,
): string | undefined {
  const segments = relative(projectRoot, file)
    .split(sep)
    .filter((segment) => segment !== '..');
  return segments
    .map((_segment, at) => segments.slice(at).join('/'))
    .find((path) => known.has(path));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
