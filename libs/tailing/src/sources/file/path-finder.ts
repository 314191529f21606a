import { glob } from 'node:fs/promises';
import { dirname, matchesGlob, sep } from 'node:path';

const GLOB = /[*?[\]{}]|[!+@]\(/;

/** The paths that a source means: the one that it names, or all that match its glob. */
export class PathFinder {
  readonly isGlob: boolean;
  /** The folder that all paths are in or below. */
  readonly base: string;

  /** @param pattern an absolute path or glob */
  constructor(readonly pattern: string) {
    this.isGlob = GLOB.test(pattern);
    this.base = this.isGlob ? beforeGlob(pattern) : dirname(pattern);
  }

  covers(path: string): boolean {
    return this.isGlob ? matchesGlob(path, this.pattern) : path === this.pattern;
  }

  /** A path that is named is found whether it is there or not. Folders that cannot be read are left out. */
  async find(): Promise<string[]> {
    return this.isGlob ? Array.fromAsync(glob(this.pattern)) : [this.pattern];
  }
}

function beforeGlob(pattern: string): string {
  const segments = pattern.split(sep);
  const first = segments.findIndex((segment) => GLOB.test(segment));
  return segments.slice(0, first).join(sep) || sep;
}
