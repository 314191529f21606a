import { closeSync } from 'node:fs';
import { NotReady } from './not-ready.js';
import type { ArchiveOpener } from './archives.js';
import { errorCode, lookAt, openRegularFile, type OpenedFile } from './open-file.js';
import type { Sibling } from './siblings.js';
import type { Surroundings } from './surroundings.js';

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

export interface SiblingSearch {
  /** What lists them; forgotten when it turns out to be outdated. */
  readonly around: Surroundings;
  /** Those that are to be opened, in their order. */
  readonly list: (around: Surroundings) => readonly Sibling[];
  readonly archives: ArchiveOpener;
  /** How plain files are opened; by default those that must not be read are left out. */
  readonly open?: (path: string) => OpenedFile | undefined;
  /** Which of the opened files are wanted; the others are closed. By default all. */
  readonly isWanted?: (file: OpenedFile) => boolean;
  /** So many wanted files are enough. */
  readonly most?: number;
}

export interface FoundSiblings {
  readonly files: readonly OpenedFile[];
  /** What was not looked at: enough were found, or an archive is not ready. */
  readonly rest: readonly Sibling[];
}

/**
 * Opens files beside a path, up to the first archive that is not ready. While a rotation moves their
 * names on, it begins anew, so that none is taken for another.
 *
 * @throws NotReady when names keep moving
 */
export function openSiblings(search: SiblingSearch): FoundSiblings {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const siblings = search.list(search.around);
    const found = openSome(siblings, search);
    if (!siblings.some(hasMoved)) return found;
    closeAll(found.files);
    search.around.forget();
  }
  throw new NotReady('Names keep moving in the folder');
}

/** @throws NotReady while not all can be opened */
export function openAllSiblings(search: SiblingSearch): readonly OpenedFile[] {
  const { files, rest } = openSiblings(search);
  if (rest.length === 0) return files;
  closeAll(files);
  throw new NotReady();
}

function openSome(siblings: readonly Sibling[], search: SiblingSearch): FoundSiblings {
  const { most = Infinity, isWanted = () => true } = search;
  const files: OpenedFile[] = [];
  try {
    for (const [index, sibling] of siblings.entries()) {
      if (files.length >= most) return { files, rest: siblings.slice(index) };
      const file = openOne(sibling, search);
      if (file === 'not ready') {
        prepare(siblings.slice(index + 1, index + most), search);
        return { files, rest: siblings.slice(index) };
      }
      if (file && isWanted(file)) files.push(file);
      else if (file) closeSync(file.descriptor);
    }
    return { files, rest: [] };
  } catch (error) {
    closeAll(files);
    throw error;
  }
}

function openOne(
  { path, stats, isArchive }: Sibling,
  { archives, open = openIfReadable }: SiblingSearch,
): OpenedFile | 'not ready' | undefined {
  if (!isArchive) return open(path);
  try {
    return archives.open(path, stats);
  } catch (error) {
    if (error instanceof NotReady) return 'not ready';
    throw error;
  }
}

/** Has the archives expanded that will be asked for next. */
function prepare(siblings: readonly Sibling[], search: SiblingSearch): void {
  for (const sibling of siblings) {
    const file = sibling.isArchive ? openOne(sibling, search) : undefined;
    if (typeof file === 'object') closeSync(file.descriptor);
  }
}

function closeAll(files: readonly OpenedFile[]): void {
  for (const { descriptor } of files) closeSync(descriptor);
}

function hasMoved({ path, stats }: Sibling): boolean {
  const sight = lookAt(path);
  return (
    sight.kind === 'missing' || (sight.kind === 'file' && sight.stats.identity !== stats.identity)
  );
}
