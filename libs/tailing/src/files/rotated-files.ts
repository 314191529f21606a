import type { ArchiveOpener, Archives } from './archives.js';
import { endOf } from './content-signature.js';
import { LogFile } from './log-file.js';
import type { LostBytes } from './lost-bytes.js';
import type { FileStats, OpenedFile } from './open-file.js';
import { openSiblings } from './open-siblings.js';
import type { OwnFiles } from './own-files.js';
import { isWithin, type RotatedBounds } from './rotated-bounds.js';
import type { Sibling } from './siblings.js';
import type { Surroundings } from './surroundings.js';

export interface RotatedSearch extends RotatedBounds {
  /** A file that these come before. */
  readonly before?: LogFile | undefined;
  /** So many are enough. */
  readonly most: number;
}

export interface RotatedResult {
  /** Opened at their beginnings, oldest first. */
  readonly files: readonly LogFile[];
  /** Of the last change of what is left for later, at the earliest; undefined when that is all. */
  readonly goesOnAtNs: bigint | undefined;
}

/** Rotated files that a path showed while nobody looked: between two looks, or during downtime. */
export class RotatedFiles {
  private readonly opener: ArchiveOpener = { open: this.openArchive.bind(this) };

  constructor(
    private readonly around: Surroundings,
    private readonly own: OwnFiles,
    private readonly archives: Archives,
    private readonly lost: LostBytes,
  ) {}

  /** Those that nobody has read, the oldest first. */
  find({ before, most, ...bounds }: RotatedSearch, now: number): RotatedResult {
    this.own.forgetFinished();
    const isCandidate = (sibling: Sibling): boolean =>
      !this.own.isOpen(sibling.stats.identity) && isWithin(sibling, bounds);
    // What is to be read after them may well begin as one of them does.
    const isCopy = (file: OpenedFile): boolean =>
      this.own.haveCopyIn(file, bounds.modifiedUpToNs === undefined ? before : undefined);
    const { files, rest } = openSiblings({
      around: this.around,
      list: (around) => around.rotated().filter(isCandidate),
      isWanted: (file) =>
        !this.own.isOurs(file) && !this.own.isTakenByAnother(file) && !isCopy(file),
      archives: this.opener,
      most,
    });
    return {
      files: files.map((file) => LogFile.fromBeginning(file, now)),
      goesOnAtNs: earliestChange(rest),
    };
  }

  /** Of the last change of any of them, compressed or not; 0 when there are none. Nanoseconds since the epoch. */
  latestChange(): bigint {
    const changes = this.around.rotated().map(({ stats }) => stats.modifiedNs);
    return changes.reduce((latest, each) => (each > latest ? each : latest), 0n);
  }

  private openArchive(path: string, stats: FileStats): OpenedFile | undefined {
    const opened = this.archives.open(path, stats);
    if (opened || this.own.isFinished(stats.identity)) return opened;
    this.own.addFinished(endOf(stats));
    this.lost.addBroken(stats);
    return undefined;
  }
}

function earliestChange(siblings: readonly Sibling[]): bigint | undefined {
  const [first, ...others] = siblings.map(({ stats }) => stats.modifiedNs);
  return first && others.reduce((earliest, each) => (each < earliest ? each : earliest), first);
}
