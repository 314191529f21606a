import { closeSync } from 'node:fs';
import type { Archives } from './archives.js';
import type { FilePosition, Moment, StreamState } from './file-position.js';
import { findCopy, findFile, openIfThere } from './find-file.js';
import { FolderStamp } from './folder-stamp.js';
import { LogFile } from './log-file.js';
import { LostBytes } from './lost-bytes.js';
import { errorCode, type FileStats, type OpenedFile, type PathSight } from './open-file.js';
import type { OwnFiles } from './own-files.js';
import { RotatedFiles } from './rotated-files.js';

/** A new file that begins with so many bytes of a deleted one is that file, written anew. */
const REWRITTEN_HEAD_BYTES = 512;

/** Keeps the files of one path in step with what rotation, truncation and deletion do to them. */
export class FileChain {
  /** Until somebody takes and reports it. */
  readonly lost = new LostBytes();
  /** The code of the error that keeps the path's file from being opened. */
  blockedBy: string | undefined;
  private foreign = '';
  /** What is to be done before anything else, once its archives are expanded. */
  private owed: (() => void)[] = [];
  private readonly folder: FolderStamp;
  private readonly rotated: RotatedFiles;

  constructor(
    private readonly path: string,
    private readonly own: OwnFiles,
    private readonly archives: Archives,
    /** When the path began to be followed; undefined where rotated files are no business of this chain. */
    private readonly since?: Moment,
  ) {
    this.folder = new FolderStamp(path);
    this.rotated = new RotatedFiles(path, own, archives, this.lost);
  }

  /**
   * Opens the files of a state, wherever they are now, and what was written after them.
   *
   * @returns false while nothing can be told: the path is missing, and none of its files is anywhere
   * @throws when a file is there but cannot be opened
   */
  restore({ newest, earlier }: StreamState, sight: PathSight, now: number): boolean {
    const last = findFile(this.path, newest, now, this.archives);
    const older = this.findAll(earlier, now, last);
    if (!last && sight.kind === 'missing') {
      // What was truncated, written anew and renamed is found as a new file only.
      if (older.length === 0) older.push(...this.rotated.allSince(newest, now));
      if (older.length === 0) return false;
      // Should it come back, it goes on where it was.
      if (newest.offset > 0) this.own.addFinished(newest);
    }
    this.own.add([...older, ...this.orLost(last, newest)]);
    if (last && newest.offset === 0 && newest.head.length === 0)
      this.own.add(this.rotated.withLinesSince(newest, now, upTo(last, sight)), last);
    this.follow(sight, now, () => newest);
    return true;
  }

  /** Lets go of all files; `restore` begins anew. */
  rest(): void {
    this.owed = [];
    this.own.rest();
  }

  /** Looks for truncation and rotation. */
  sync(sight: PathSight, now: number): void {
    this.settle();
    for (const file of [...this.own.open]) {
      const change = file.look(now);
      if (change === 'replaced') this.recover(file, sight, now);
      if (change === 'written') this.addLater(file, file.position(), upTo(file, sight), now);
      this.settle();
    }
    this.follow(sight, now, () => this.own.state()?.newest);
  }

  /** A file was truncated: goes on with its copy, where there is one, then with what is in it now. */
  recover(file: LogFile, sight: PathSight, now: number): void {
    this.owed.push(() => {
      this.startAgain(file, sight, now);
    });
    this.settle();
  }

  private startAgain(file: LogFile, sight: PathSight, now: number): void {
    const position = file.position();
    const copy = findCopy(this.path, position, now, this.archives);
    file.startAgain(now);
    if (copy) this.own.add([copy], file);
    this.addLater(file, copy?.position() ?? position, upTo(file, sight), now, (later) => {
      // Of a file that was not read at all no copy can be known by its beginning.
      const hasWholeCopy = position.head.length === 0 && later.length > 0;
      this.orLost(copy ?? (hasWholeCopy ? later[0] : undefined), position);
    });
  }

  /** Adds what was rotated away in between, before a file; later, where an archive must be expanded first. */
  private addLater(
    file: LogFile,
    since: Moment,
    upToNs: bigint,
    now: number,
    then: (later: readonly LogFile[]) => void = () => undefined,
  ): void {
    this.owed.push(() => {
      const later = this.rotated.withLinesSince(since, now, upToNs);
      this.own.add(later, file);
      then(later);
    });
  }

  private settle(): void {
    for (let next = this.owed[0]; next; next = this.owed[0]) {
      next();
      this.owed.shift();
    }
  }

  /** Goes on with the file that the path names now, after those that were there in between. */
  private follow(sight: PathSight, now: number, last: () => FilePosition | undefined): void {
    if (sight.kind === 'missing') this.findRotatedAway(last, now);
    if (sight.kind !== 'file' || sight.stats.identity === this.own.newest?.identity) return;
    if (this.isForeign(sight.stats)) return;
    const known = this.own.open.find(({ identity }) => identity === sight.stats.identity);
    if (known) {
      this.own.moveToEnd(known);
      return;
    }
    const file = this.openPath();
    if (file) this.moveOn(file, last(), now);
  }

  /** What the path named for a moment, and has lost again to rotation. */
  private findRotatedAway(last: () => FilePosition | undefined, now: number): void {
    if (!this.folder.hasChanged()) return;
    const moment = last() ?? this.since;
    try {
      if (moment) this.own.add(this.rotated.allSince(moment, now));
    } catch (error) {
      this.folder.forget();
      throw error;
    }
  }

  private moveOn(file: OpenedFile, last: FilePosition | undefined, now: number): void {
    if (this.own.newest) this.own.newest.quietSince = now;
    try {
      const moment = last ?? this.since;
      if (moment) this.own.add(this.rotated.allSince(moment, now, file.stats.identity));
      this.own.add([this.enter(file, now, last)]);
    } catch (error) {
      closeSync(file.descriptor);
      throw error;
    }
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

  private findAll(
    positions: readonly FilePosition[],
    now: number,
    alreadyOpen: LogFile | undefined,
  ): LogFile[] {
    const found: LogFile[] = [];
    try {
      for (const position of positions)
        found.push(...this.orLost(findFile(this.path, position, now, this.archives), position));
      return found;
    } catch (error) {
      for (const file of [...found, alreadyOpen]) file?.close();
      throw error;
    }
  }

  private orLost(file: LogFile | undefined, position: FilePosition): [LogFile] | [] {
    if (file) return [file];
    this.lost.addMissing(position);
    return [];
  }
}

/**
 * Copies are older than what was written after the truncation. Of two changes in one tick of the file
 * system's clock the copy's was the earlier one, unless the truncated file has itself been rotated since.
 */
function upTo(file: LogFile, sight: PathSight): bigint {
  const { identity, modifiedNs } = file;
  const isAtPath = sight.kind === 'file' && sight.stats.identity === identity;
  return isAtPath ? modifiedNs : modifiedNs - 1n;
}
