import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NotReady } from './not-ready.js';
import { type FileStats, lookAt } from './open-file.js';
import {
  compareRotatedNames,
  isArchiveName,
  isOfSameSeries,
  isRotatedName,
  withoutArchiveEnding,
} from './rotated-name.js';

export interface Sibling {
  readonly path: string;
  /** Of an archive: those of the compressed file. */
  readonly stats: FileStats;
  readonly isArchive: boolean;
}

/** Tools that compress a file set its time on the archive, some a little less exactly. */
export const ARCHIVE_GRAIN_NS = 1_000_000n;

/** When a file was last changed, at the latest: of an archive, the file that was compressed. */
export function changedAtLatest({ stats, isArchive }: Sibling): bigint {
  return isArchive ? stats.modifiedNs + ARCHIVE_GRAIN_NS : stats.modifiedNs;
}

/** Whether a name in the folder is looked at, given the followed name. */
type SelectName = (original: string, name: string) => boolean;

/** A folder that is being rotated is listed again, so that no file is missed while names move on. */
const MOST_ATTEMPTS = 5;

/** The other regular files beside a path, and beside what it links to, each once. */
export function siblingsOf(path: string): Sibling[] {
  return listUntilStable(() => listAround(path, isAnother, isAnother));
}

/** Those that are named as rotation names them, compressed ones too, in the order in which they were written. */
export function rotatedSiblingsOf(path: string): Sibling[] {
  const isRotated: SelectName = (a, b) => isRotatedName(a, withoutArchiveEnding(b));
  const isDated: SelectName = (a, b) =>
    isRotated(a, b) || isOfSameSeries(a, withoutArchiveEnding(b));
  return listUntilStable(() => listAround(path, isRotated, isDated)).sort(byAge);
}

const isAnother: SelectName = (original, name) => name !== original;

function listUntilStable(list: () => Sibling[]): Sibling[] {
  let siblings = list();
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    const again = list();
    if (isSame(siblings, again)) return again;
    siblings = again;
  }
  throw new NotReady('Names keep moving in the folder');
}

function listAround(path: string, byPath: SelectName, byTarget: SelectName): Sibling[] {
  const real = realPath(path);
  const found = [...list(path, byPath), ...(real === path ? [] : list(real, byTarget))];
  return [...new Map(found.map((sibling) => [sibling.stats.identity, sibling])).values()];
}

/** A path without symbolic links; the path itself where nothing is there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function list(path: string, select: SelectName): Sibling[] {
  const [folder, original] = [dirname(path), basename(path)];
  const names = entriesOf(folder);
  const plain = new Set(names);
  // While a file is being compressed both are there, and only the old one is whole.
  const isUnfinished = (name: string): boolean =>
    isArchiveName(name) && plain.has(withoutArchiveEnding(name));
  return names
    .filter((name) => name !== original && select(original, name) && !isUnfinished(name))
    .flatMap((name): Sibling[] => {
      const at = join(folder, name);
      const sight = lookAt(at);
      return sight.kind === 'file'
        ? [{ path: at, stats: sight.stats, isArchive: isArchiveName(name) }]
        : [];
    });
}

function isSame(some: readonly Sibling[], others: readonly Sibling[]): boolean {
  const key = ({ path, stats }: Sibling): string => `${stats.identity} ${path}`;
  const keys = new Set(some.map(key));
  return some.length === others.length && others.every((other) => keys.has(key(other)));
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function byAge(a: Sibling, b: Sibling): number {
  const [left, right] = [a.stats.modifiedNs, b.stats.modifiedNs];
  const isExact = !a.isArchive && !b.isArchive;
  const apart = left < right ? right - left : left - right;
  if (apart > (isExact ? 0n : 2n * ARCHIVE_GRAIN_NS)) return left < right ? -1 : 1;
  return compareRotatedNames(basename(a.path), basename(b.path));
}
