import { access } from 'node:fs/promises';
import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import { throughSourceMap } from './through-source-map.js';

/** The place at the end of a frame of Node: `(/srv/shop/dist/cart.js:1:2042)`. */
const FRAME_PLACE =
  /^(\s{0,40}at .{0,900}?)(?:file:\/\/)?(\/[^\s()]{1,900}):(\d{1,9}):(\d{1,9})(\)?)\s*$/;
const MOST_FRAMES = 20;

/**
 * A stack trace whose frames name the files that people wrote, where source maps lead there; the rest of
 * the text as it was.
 *
 * Only files below the project's root are looked at, none of packages, and of a long trace the first frames.
 */
export async function originalTrace(text: string, projectRoot: string): Promise<string> {
  let left = MOST_FRAMES;
  const lines = text.split('\n').map((line) => {
    const frame = frameOf(line);
    if (!frame || !isOwn(frame.file, projectRoot) || left === 0) return Promise.resolve(line);
    left -= 1;
    return originalLine(line, frame, projectRoot);
  });
  return (await Promise.all(lines)).join('\n');
}

interface Frame {
  readonly before: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly after: string;
}

function frameOf(text: string): Frame | undefined {
  const [, before, file, line, column, after] = FRAME_PLACE.exec(text) ?? [];
  if (before === undefined || file === undefined) return undefined;
  return { before, file, line: Number(line), column: Number(column), after: after ?? '' };
}

function isOwn(file: string, projectRoot: string): boolean {
  const inside = relative(projectRoot, normalize(file));
  return (
    !inside.startsWith('..') && !isAbsolute(inside) && !inside.split(sep).includes('node_modules')
  );
}

async function originalLine(
  text: string,
  { before, file, line, column, after }: Frame,
  projectRoot: string,
): Promise<string> {
  const place = await throughSourceMap(normalize(file), { functionName: '', file, line, column });
  if (!place) return text;
  const path = place.isOfBundler ? await trusted(place.file, projectRoot) : place.file;
  return `${before}${path}:${String(place.line)}:${String(place.column)}${after}`;
}

/** The longest end of the path that there is below the root; where sources are not deployed, as it was said. */
async function trusted(file: string, projectRoot: string): Promise<string> {
  const segments = relative(projectRoot, file).split(sep);
  for (let start = 0; start < segments.length; start += 1) {
    const path = join(projectRoot, ...segments.slice(start));
    if (await exists(path)) return path;
  }
  return file;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
