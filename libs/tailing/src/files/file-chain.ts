import { closeSync } from 'node:fs';
import type { FilePosition, StreamState } from './file-position.js';
import { findCopy, findFile, openIfReadable, openIfThere } from './find-file.js';
import { LogFile } from './log-file.js';
import { errorCode, type FileStats, type OpenedFile, type PathSight } from './open-file.js';
import type { OwnFiles } from './own-files.js';
import { type Sibling, siblingsOf } from './siblings.js';

/** A new file that begins with so many bytes of a deleted one is that file, written anew. */
const REWRITTEN_HEAD_BYTES = 512;

/** Keeps the files of one path in step with what rotation, truncation and deletion do to them. */
export class FileChain {
  /** Bytes known to be lost, until somebody reports them and sets this to 0. */
  lostBytes = 0;
  /** The code of the error that keeps the path's file from being opened. */
  blockedBy: string | undefined;
  private foreign = '';

  constructor(
    private readonly path: string,
    private readonly own: OwnFiles,
  ) {}

  /**
   * Opens the files of a state, wherever they are now, and what was written after them.
   *
   * @returns false while nothing can be told: the path is missing, and its last file is nowhere else
   * @throws when a file is there but cannot be opened; then nothing has changed
   */
  restore({ newest, earlier }: StreamState, sight: PathSight, now: number): boolean {
    const last = findFile(this.path, newest, now);
    if (!last && sight.kind === 'missing') return false;
    const older = this.findAll(earlier, now, last);
    this.own.add([...older, ...this.orLost(last, newest)]);
    this.follow(sight, now, () => newest);
    return true;
  }

  /** Looks for truncation and rotation. */
  sync(sight: PathSight, now: number): void {
    for (const file of [...this.own.open])
      if (file.look(now) === 'replaced') this.recover(file, now);
    this.follow(sight, now, () => this.own.state()?.newest);
  }

  /** A file was truncated: goes on with its copy, where there is one, then with what is in it now. */
  recover(file: LogFile, now: number): void {
    const position = file.position();
    const [copy] = this.orLost(findCopy(this.path, position, now), position);
    file.startAgain(now);
    if (copy) this.own.add([copy], file);
    this.own.add(this.writtenSince(copy?.position() ?? position, now), file);
  }

  /** Goes on with the file that the path names now, after those that were there in between. */
  private follow(sight: PathSight, now: number, last: () => FilePosition | undefined): void {
    if (sight.kind !== 'file' || sight.stats.identity === this.own.newest?.identity) return;
    if (this.isForeign(sight.stats)) return;
    const known = this.own.open.find(({ identity }) => identity === sight.stats.identity);
    if (known) {
      this.own.moveToEnd(known);
      return;
    }
    const file = this.openPath();
    if (!file) return;
    const reference = last();
    if (this.own.newest) this.own.newest.quietSince = now;
    if (reference) this.own.add(this.writtenSince(reference, now, file.stats.identity));
    this.own.add([this.enter(file, now, reference)]);
  }

  private openPath(): OpenedFile | undefined {
    this.blockedBy = undefined;
    try {
      return openIfThere(this.path);
    } catch (error) {
      this.blockedBy = errorCode(error);
      return undefined;
    }
  }

  /** Whether the path is just another name of what another stream reads. */
  private isForeign(stats: FileStats): boolean {
    const look = `${stats.identity} ${String(stats.modifiedNs)}`;
    if (look === this.foreign) return true;
    if (!this.own.mayBeAnothers(stats.identity)) return false;
    const file = this.openPath();
    if (!file) return false;
    const isTaken = this.own.isTakenByAnother(file);
    closeSync(file.descriptor);
    if (isTaken) this.foreign = look;
    return isTaken;
  }

  private enter(file: OpenedFile, now: number, reference: FilePosition | undefined): LogFile {
    const finished = this.own.finishedAt(file);
    const again = finished && LogFile.fromPosition(file, finished, now);
    if (again) return again;
    if (!reference) return LogFile.fromBeginning(file, now);
    return (
      this.rewritten(file, now, reference) ??
      LogFile.fromBeginning(
        file,
        now,
        reference.identity === file.stats.identity ? 'hole' : 'start',
      )
    );
  }

  /** What an editor, or a tool that copies logs, makes of a file: the same lines in a new one. */
  private rewritten(file: OpenedFile, now: number, last: FilePosition): LogFile | undefined {
    const old = this.own.newest;
    if (last.head.length < REWRITTEN_HEAD_BYTES || (old && !old.isDeleted)) return undefined;
    const position = old?.position() ?? last;
    const found = LogFile.fromPosition(file, position, now);
    if (found && old) this.own.drop(old);
    return found;
  }

  /** Rotated files that were never met: they came and went between two looks, or while nobody looked. */
  private writtenSince(reference: FilePosition, now: number, except?: string): LogFile[] {
    const siblings = siblingsOf(this.path);
    const present = new Set(siblings.map(({ stats }) => stats.identity));
    this.own.forgetFinished(except === undefined ? present : present.add(except));
    return siblings
      .filter((sibling) => sibling.stats.identity !== except && isNewer(sibling, reference))
      .flatMap((sibling) => this.openUnread(sibling, now) ?? []);
  }

  private openUnread({ path }: Sibling, now: number): LogFile | undefined {
    const file = openIfReadable(path);
    if (!file) return undefined;
    const isRead =
      this.own.isOurs(file) || this.own.isTakenByAnother(file) || this.own.haveCopyIn(file);
    if (!isRead) return LogFile.fromBeginning(file, now);
    closeSync(file.descriptor);
    return undefined;
  }

  private findAll(
    positions: readonly FilePosition[],
    now: number,
    alreadyOpen: LogFile | undefined,
  ): LogFile[] {
    const found: LogFile[] = [];
    const { lostBytes } = this;
    try {
      for (const position of positions)
        found.push(...this.orLost(findFile(this.path, position, now), position));
      return found;
    } catch (error) {
      this.lostBytes = lostBytes;
      for (const file of [...found, alreadyOpen]) file?.close();
      throw error;
    }
  }

  private orLost(file: LogFile | undefined, position: FilePosition): [LogFile] | [] {
    if (file) return [file];
    this.lostBytes += Math.max(0, position.size - position.offset);
    return [];
  }
}

function isNewer({ rotated, stats }: Sibling, reference: FilePosition): boolean {
  return (
    rotated &&
    stats.size > 0 &&
    stats.modifiedNs >= reference.modifiedNs &&
    (stats.bornNs === 0n || stats.bornNs >= reference.bornNs)
  );
}
