import { glob } from 'node:fs/promises';
import { dirname, matchesGlob, sep } from 'node:path';
import { isArchiveName } from '../../files/rotated-name.js';

const GLOB = /[*?[\]{}]|[!+@]\(/;

/**
 * The paths that a source means: the one that it names, or all that match its glob, but for compressed
 * files, which are only read as what a followed log was before.
 */
export class PathFinder {
  readonly isGlob: boolean;
  /** The folder that all paths are in or below. */
  readonly base: string;

  /** @param pattern an absolute path or glob; with `isGlob` false, a path whatever is in it */
  constructor(
    readonly pattern: string,
    isGlob = GLOB.test(pattern),
  ) {
    this.isGlob = isGlob;
    this.base = this.isGlob ? beforeGlob(pattern) : dirname(pattern);
  }

  covers(path: string): boolean {
    if (!this.isGlob) return path === this.pattern;
    return matchesGlob(path, this.pattern) && !isArchiveName(path);
  }

  /** A path that is named is found whether it is there or not. Folders that cannot be read are left out. */
  async find(): Promise<string[]> {
    if (!this.isGlob) return [this.pattern];
    const found = await Array.fromAsync(glob(this.pattern));
    return found.filter((path) => !isArchiveName(path));
  }
}

function beforeGlob(pattern: string): string {
  const segments = pattern.split(sep);
  const first = segments.findIndex((segment) => GLOB.test(segment));
  return segments.slice(0, first).join(sep) || sep;
}
