import { closeSync } from 'node:fs';
import type { FilePosition } from './file-position.js';
import { LogFile } from './log-file.js';
import { lookAt, type OpenedFile, openRegularFile, errorCode } from './open-file.js';
import { type Sibling, siblingsOf } from './siblings.js';

const GONE = new Set(['ENOENT', 'ENOTDIR']);
const NOT_OURS_TO_READ = new Set(['EACCES', 'EPERM', 'ELOOP']);

/** Undefined where nothing is there any more, or no regular file. */
export function openIfThere(path: string): OpenedFile | undefined {
  try {
    return openRegularFile(path);
  } catch (error) {
    if (GONE.has(errorCode(error))) return undefined;
    throw error;
  }
}

/** As `openIfThere`; undefined also for what must not be read. */
export function openIfReadable(path: string): OpenedFile | undefined {
  try {
    return openIfThere(path);
  } catch (error) {
    if (NOT_OURS_TO_READ.has(errorCode(error))) return undefined;
    throw error;
  }
}

/**
 * Finds the file that was read up to a position: at its path, under another name in the folder, or as
 * the copy that copytruncate made of it.
 *
 * @throws when it is there but cannot be opened
 */
export function findFile(path: string, position: FilePosition, now: number): LogFile | undefined {
  return findSame(path, position, now) ?? findCopy(path, position, now);
}

function findSame(path: string, position: FilePosition, now: number): LogFile | undefined {
  const sight = lookAt(path);
  const isAtPath = sight.kind === 'file' && sight.stats.identity === position.identity;
  if (isAtPath) return continueIn(openIfThere(path), position, now);
  const sibling = siblingsOf(path).find(({ stats }) => stats.identity === position.identity);
  return sibling && continueIn(openIfThere(sibling.path), position, now);
}

/** The copy of a file that was truncated after it was read up to a position. */
export function findCopy(path: string, position: FilePosition, now: number): LogFile | undefined {
  if (position.head.length === 0) return undefined;
  for (const sibling of siblingsOf(path).filter((each) => mayBeCopy(each, position))) {
    const found = continueIn(openIfReadable(sibling.path), position, now);
    if (found) return found;
  }
  return undefined;
}

function mayBeCopy({ rotated, stats }: Sibling, position: FilePosition): boolean {
  return (
    rotated &&
    stats.identity !== position.identity &&
    stats.size >= position.offset &&
    stats.modifiedNs >= position.modifiedNs
  );
}

function continueIn(
  file: OpenedFile | undefined,
  position: FilePosition,
  now: number,
): LogFile | undefined {
  if (!file) return undefined;
  const found = LogFile.fromPosition(file, position, now);
  if (!found) closeSync(file.descriptor);
  return found;
}
