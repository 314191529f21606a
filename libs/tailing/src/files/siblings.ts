import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type FileStats, lookAt } from './open-file.js';
import { compareRotatedNames, isOfSameSeries, isRotatedName } from './rotated-name.js';

export interface Sibling {
  readonly path: string;
  readonly stats: FileStats;
  /** Whether its name is what rotation makes of the followed one. */
  readonly rotated: boolean;
}

/** A folder that is being rotated is listed again, so that no file is missed while names move on. */
const MOST_ATTEMPTS = 5;

/**
 * The other regular files beside a path, and beside what it links to: where a rotated file is found
 * again. Each file once; those that are named like rotated ones come first, in the order in which they
 * were written.
 */
export function siblingsOf(path: string): Sibling[] {
  let siblings = listAround(path);
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    const again = listAround(path);
    if (isSame(siblings, again)) break;
    siblings = again;
  }
  return siblings;
}

function listAround(path: string): Sibling[] {
  const real = realPath(path);
  const found = list(path, isRotatedName);
  if (real !== path) {
    found.push(...list(real, (a, b) => isRotatedName(a, b) || isOfSameSeries(a, b)));
  }
  const byIdentity = new Map<string, Sibling>();
  for (const sibling of found) {
    const { identity } = sibling.stats;
    if (sibling.rotated || !byIdentity.has(identity)) byIdentity.set(identity, sibling);
  }
  return [...byIdentity.values()].sort(byAge);
}

/** A path without symbolic links; the path itself where nothing is there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function list(path: string, isRotated: (original: string, name: string) => boolean): Sibling[] {
  const [folder, original] = [dirname(path), basename(path)];
  return entriesOf(folder)
    .filter((name) => name !== original)
    .flatMap((name): Sibling[] => {
      const at = join(folder, name);
      const sight = lookAt(at);
      if (sight.kind !== 'file') return [];
      return [{ path: at, stats: sight.stats, rotated: isRotated(original, name) }];
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
  if (a.rotated !== b.rotated) return a.rotated ? -1 : 1;
  const [left, right] = [a.stats, b.stats];
  if (left.modifiedNs !== right.modifiedNs) return left.modifiedNs < right.modifiedNs ? -1 : 1;
  return compareRotatedNames(basename(a.path), basename(b.path));
}
