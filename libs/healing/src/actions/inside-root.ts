import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * The real path of something inside a folder, symlinks followed.
 *
 * @returns undefined when it does not exist or lies outside
 */
export function insideRoot(root: string, path: string): string | undefined {
  try {
    const real = realpathSync(resolve(root, path));
    return isBelow(realpathSync(root), real) ? real : undefined;
  } catch {
    return undefined;
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
