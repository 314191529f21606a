import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { holdFolder } from '../workspace/hold-folder.js';

/**
 * Reads a file that `checkTargetFile` accepted, and it only: what has become a link, a pipe or a folder
 * since, or lies behind one, is not opened.
 *
 * @returns its bytes, at most one more than `limit`; undefined when it is no longer what was checked
 */
export function readTarget(
  projectRoot: string,
  filePath: string,
  limit: number,
): Buffer | undefined {
  const path = join(realpathSync(projectRoot), filePath);
  try {
    return holdFolder(dirname(path), (held) => readRegular(join(held, basename(path)), limit));
  } catch {
    return undefined;
  }
}

function readRegular(path: string, limit: number): Buffer | undefined {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    if (!fstatSync(file).isFile()) return undefined;
    const bytes = Buffer.alloc(Math.min(size, limit + 1));
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
