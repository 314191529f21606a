import { closeSync } from 'node:fs';
import type { ArchiveOpener } from './archives.js';
import type { FilePosition } from './file-position.js';
import { LogFile } from './log-file.js';
import { errorCode, lookAt, type OpenedFile, openRegularFile } from './open-file.js';
import { changedAtLatest, rotatedSiblingsOf, type Sibling, siblingsOf } from './siblings.js';

const MOST_ATTEMPTS = 5;
const GONE = new Set(['ENOENT', 'ENOTDIR']);
const NOT_TO_BE_READ = new Set(['EACCES', 'EPERM', 'ELOOP']);

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
    if (NOT_TO_BE_READ.has(errorCode(error))) return undefined;
    throw error;
  }
}

/**
 * Opens files that a list of siblings names. While a rotation moves their names on, it begins anew, so
 * that none is taken for another.
 */
export function openSiblings(
  list: () => readonly Sibling[],
  select: (sibling: Sibling) => boolean,
  archives: ArchiveOpener,
  open = openIfReadable,
): OpenedFile[] {
  for (let attempt = 1; ; attempt += 1) {
    const siblings = list().filter(select);
    const files = openAll(siblings, (sibling) =>
      sibling.isArchive ? archives.open(sibling.path, sibling.stats) : open(sibling.path),
    );
    if (attempt === MOST_ATTEMPTS || !siblings.some(hasMoved)) return files;
    for (const { descriptor } of files) closeSync(descriptor);
  }
}

function openAll(
  siblings: readonly Sibling[],
  open: (sibling: Sibling) => OpenedFile | undefined,
): OpenedFile[] {
  const files: OpenedFile[] = [];
  try {
    for (const sibling of siblings) {
      const file = open(sibling);
      if (file) files.push(file);
    }
    return files;
  } catch (error) {
    for (const { descriptor } of files) closeSync(descriptor);
    throw error;
  }
}

function hasMoved({ path, stats }: Sibling): boolean {
  const sight = lookAt(path);
  return (
    sight.kind === 'missing' || (sight.kind === 'file' && sight.stats.identity !== stats.identity)
  );
}

/**
 * Finds the file that was read up to a position: at its path, under another name in the folder, or as
 * the copy that copytruncate made of it.
 *
 * @throws when it is there but cannot be opened
 * @throws ArchiveNotReady when it may be in an archive that is being expanded
 */
export function findFile(
  path: string,
  position: FilePosition,
  now: number,
  archives: ArchiveOpener,
): LogFile | undefined {
  return (
    findAtPath(path, position, now) ??
    findRenamed(path, position, now, archives) ??
    findCopy(path, position, now, archives)
  );
}

function findAtPath(path: string, position: FilePosition, now: number): LogFile | undefined {
  const sight = lookAt(path);
  if (sight.kind !== 'file' || sight.stats.identity !== position.identity) return undefined;
  const file = openIfThere(path);
  const isSame = file?.stats.identity === position.identity;
  return firstThatContinues(file ? [file] : [], position, now, isSame);
}

function findRenamed(
  path: string,
  position: FilePosition,
  now: number,
  archives: ArchiveOpener,
): LogFile | undefined {
  const isSame = ({ stats }: Sibling): boolean => stats.identity === position.identity;
  const find = (list: () => readonly Sibling[]): LogFile | undefined =>
    firstThatContinues(openSiblings(list, isSame, archives, openIfThere), position, now);
  return find(() => rotatedSiblingsOf(path)) ?? find(() => siblingsOf(path));
}

/** The copy of a file that was truncated or compressed after it was read up to a position. */
export function findCopy(
  path: string,
  position: FilePosition,
  now: number,
  archives: ArchiveOpener,
): LogFile | undefined {
  if (position.head.length === 0) return undefined;
  const mayBeCopy = (sibling: Sibling): boolean =>
    sibling.stats.identity !== position.identity &&
    (sibling.isArchive || sibling.stats.size >= position.offset) &&
    changedAtLatest(sibling) >= position.modifiedNs;
  const files = openSiblings(() => rotatedSiblingsOf(path), mayBeCopy, archives);
  return firstThatContinues(files, position, now);
}

/** Closes the others. */
function firstThatContinues(
  files: readonly OpenedFile[],
  position: FilePosition,
  now: number,
  mayContinue = true,
): LogFile | undefined {
  let found: LogFile | undefined;
  for (const file of files) {
    const candidate = found || !mayContinue ? undefined : LogFile.fromPosition(file, position, now);
    if (!candidate) closeSync(file.descriptor);
    found ??= candidate;
  }
  return found;
}
