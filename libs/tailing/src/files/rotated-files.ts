import { closeSync } from 'node:fs';
import type { Archives } from './archives.js';
import { endOf } from './content-signature.js';
import type { Moment } from './file-position.js';
import { openSiblings } from './find-file.js';
import { LogFile } from './log-file.js';
import type { LostBytes } from './lost-bytes.js';
import type { FileStats, OpenedFile } from './open-file.js';
import type { OwnFiles } from './own-files.js';
import { changedAtLatest, rotatedSiblingsOf, type Sibling } from './siblings.js';

/** Rotated files that a path showed while nobody looked: between two looks, or during downtime. */
export class RotatedFiles {
  constructor(
    private readonly path: string,
    private readonly own: OwnFiles,
    private readonly archives: Archives,
    private readonly lost: LostBytes,
  ) {}

  /**
   * Those with lines, opened at their beginnings, oldest first.
   *
   * @param upToNs of the last change, at the latest
   */
  withLinesSince(moment: Moment, now: number, upToNs: bigint): LogFile[] {
    // An empty one may be one that copytruncate is just about to fill with what is read already.
    return this.openSince(moment, now, ({ size, modifiedNs }) => size > 0 && modifiedNs <= upToNs);
  }

  /** All but one, empty ones too: a writer that has not moved on may still fill them. */
  allSince(moment: Moment, now: number, except?: string): LogFile[] {
    return this.openSince(moment, now, ({ identity }) => identity !== except);
  }

  private openSince(moment: Moment, now: number, select: (stats: FileStats) => boolean): LogFile[] {
    this.own.forgetFinished();
    const isCandidate = (sibling: Sibling): boolean =>
      isNewer(sibling, moment) && !this.own.isOpen(sibling.stats.identity) && select(sibling.stats);
    const archives = { open: this.openArchive.bind(this) };
    const files = openSiblings(() => rotatedSiblingsOf(this.path), isCandidate, archives);
    return files.flatMap((file) => {
      const isRead =
        this.own.isOurs(file) || this.own.isTakenByAnother(file) || this.own.haveCopyIn(file);
      if (!isRead) return [LogFile.fromBeginning(file, now)];
      closeSync(file.descriptor);
      return [];
    });
  }

  private openArchive(path: string, stats: FileStats): OpenedFile | undefined {
    const opened = this.archives.open(path, stats);
    if (opened || this.own.isFinished(stats.identity)) return opened;
    this.own.addFinished(endOf(stats));
    this.lost.addBroken(stats);
    return undefined;
  }
}

function isNewer(sibling: Sibling, { modifiedNs, bornNs }: Moment): boolean {
  const born = sibling.stats.bornNs;
  return changedAtLatest(sibling) >= modifiedNs && (born === 0n || born >= bornNs);
}
