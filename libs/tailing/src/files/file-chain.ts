import { closeSync } from 'node:fs';
import type { Archives } from './archives.js';
import { Backlog, type BacklogBounds } from './backlog.js';
import type { FilePosition, Moment, StreamState } from './file-position.js';
import { findCopy, findFile, type Place } from './find-file.js';
import { FolderStamp } from './folder-stamp.js';
import { LogFile } from './log-file.js';
import { LostBytes } from './lost-bytes.js';
import { errorCode, type FileStats, type OpenedFile, type PathSight } from './open-file.js';
import { openIfThere } from './open-siblings.js';
import { OwedWork } from './owed-work.js';
import type { OwnFiles } from './own-files.js';
import { RotatedFiles } from './rotated-files.js';
import { Surroundings } from './surroundings.js';

/** A new file that begins with so many bytes of a deleted one is that file, written anew. */
const REWRITTEN_HEAD_BYTES = 512;

/** Keeps the files of one path in step with what rotation, truncation and deletion do to them. */
export class FileChain {
  /** Until somebody takes and reports it. */
  readonly lost = new LostBytes();
  /** The code of the error that keeps the path's file from being opened. */
  blockedBy: string | undefined;
  private foreign = '';
  private readonly owed = new OwedWork();
  private readonly folder: FolderStamp;
  private readonly place: Place;
  private readonly rotated: RotatedFiles;

  constructor(
    private readonly path: string,
    private readonly own: OwnFiles,
    archives: Archives,
    /** When the path began to be followed; undefined where rotated files are no business of this chain. */
    private readonly since?: Moment,
  ) {
    const around = new Surroundings(path);
    this.place = { path, around, archives };
    this.folder = new FolderStamp(path);
    this.rotated = new RotatedFiles(around, own, archives, this.lost);
  }

  /** Undefined before any file was met. */
  get state(): StreamState | undefined {
    const known = this.own.known();
    return known && { ...known, backlogs: this.owed.stored() };
  }

  /** Whether older files are still to be found. */
  get isCatchingUp(): boolean {
    return !this.owed.isDone;
  }

  /** Whether a file, and all after it, must not be read before older ones were found. */
  blocks(file: LogFile): boolean {
    return this.owed.blocks(file);
  }

  /**
   * Opens the files of a state, wherever they are now, and what was written after them.
   *
   * @returns false while nothing can be told: the path is missing, and none of its files is anywhere
   * @throws when a file is there but cannot be opened
   */
  restore(state: StreamState, sight: PathSight, now: number): boolean {
    const { newest, earlier } = state;
    const last = findFile(this.place, newest, now);
    const older = this.place.around.share(() => this.findAll(earlier, now, last));
    this.own.add([...older, ...this.orLost(last, newest)]);
    this.oweStored(state, last);
    if (last && newest.offset === 0 && newest.head.length === 0)
      this.oweLast({ since: newest, before: last, modifiedUpToNs: upTo(last, sight) });
    this.owed.work(now);
    if (!last && sight.kind === 'missing' && !this.goOnWithout(newest, now)) return false;
    if (this.owed.isDone) this.follow(sight, now, () => newest);
    return true;
  }

  /** Lets go of all files; `restore` begins anew. */
  rest(): void {
    this.owed.clear();
    this.own.rest();
  }

  /** Looks for truncation and rotation. */
  sync(sight: PathSight, now: number): void {
    this.owed.work(now);
    for (const file of [...this.own.open]) {
      if (!this.owed.blocks(file)) this.lookAt(file, sight, now);
      if (this.owed.blocks(file)) break;
    }
    if (this.owed.isDone) this.follow(sight, now, () => this.own.known()?.newest);
  }

  /** A file was truncated: goes on with its copy, where there is one, then with what is in it now. */
  recover(file: LogFile, sight: PathSight, now: number): void {
    const work = (at: number): true => this.startAgain(file, sight, at);
    this.owed.addFirst({ before: file, work });
    this.owed.work(now);
  }

  private lookAt(file: LogFile, sight: PathSight, now: number): void {
    const change = file.look(now);
    if (change === 'replaced') this.recover(file, sight, now);
    if (change !== 'written') return;
    this.oweFirst({ since: file.position(), before: file, modifiedUpToNs: upTo(file, sight) });
    this.owed.work(now);
  }

  private startAgain(file: LogFile, sight: PathSight, now: number): true {
    const position = file.position();
    const copy = findCopy(this.place, position, now);
    file.startAgain(now);
    if (!copy) this.lost.addMissing(position);
    else if (this.own.has(copy.identity)) copy.close();
    else this.own.add([copy], file);
    const since = copy?.position() ?? position;
    this.oweFirst({ since, before: file, modifiedUpToNs: upTo(file, sight) });
    return true;
  }

  private oweFirst(bounds: BacklogBounds): void {
    this.owed.addFirst(new Backlog(bounds, this.own, this.rotated));
  }

  private oweLast(bounds: BacklogBounds): void {
    this.owed.addLast(new Backlog(bounds, this.own, this.rotated));
  }

  /** @param last what the last known file is found as: itself, or its copy */
  private oweStored({ backlogs, newest }: StreamState, last: LogFile | undefined): void {
    for (const { before, modifiedUpToNs, bornUpToNs, archivedUpToNs, ...since } of backlogs)
      this.oweLast({
        since,
        before: before === newest.identity ? last : this.own.fileOf(before),
        modifiedUpToNs: modifiedUpToNs ?? undefined,
        bornUpToNs: bornUpToNs ?? undefined,
        archivedUpToNs: archivedUpToNs ?? undefined,
      });
  }

  /** Whether anything can be told although the path and its last file are missing. */
  private goOnWithout(newest: FilePosition, now: number): boolean {
    if (this.own.open.length === 0 && this.owed.isDone) {
      // What was truncated, written anew and renamed is found as a new file only.
      this.oweLast({ since: newest });
      this.owed.work(now);
    }
    if (this.own.open.length === 0 && this.owed.isDone) return false;
    // Should it come back, it goes on where it was.
    if (newest.offset > 0 && !this.own.isOpen(newest.identity)) this.own.addFinished(newest);
    return true;
  }

  /** Goes on with the file that the path names now, after those that were there in between. */
  private follow(sight: PathSight, now: number, last: () => FilePosition | undefined): void {
    if (sight.kind === 'missing') this.findRotatedAway(last, now);
    if (sight.kind !== 'file' || sight.stats.identity === this.own.newest?.identity) return;
    if (this.isForeign(sight.stats)) return;
    const known = this.own.fileOf(sight.stats.identity);
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
    const since = last() ?? this.since;
    if (!since) return;
    this.oweLast({ since });
    this.owed.work(now);
  }

  /** The file is opened, so that it stays, even where others are to be found and read before it. */
  private moveOn(file: OpenedFile, last: FilePosition | undefined, now: number): void {
    if (this.own.newest) this.own.newest.quietSince = now;
    const { entered, archivedUpToNs } = this.enterOrClose(file, now, last);
    this.own.add([entered]);
    const since = last ?? this.since;
    const bornUpToNs = file.stats.modifiedNs;
    if (since) this.oweLast({ since, before: entered, bornUpToNs, archivedUpToNs });
    this.owed.work(now);
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

  private enterOrClose(
    file: OpenedFile,
    now: number,
    last: FilePosition | undefined,
  ): { readonly entered: LogFile; readonly archivedUpToNs: bigint } {
    try {
      const archivedUpToNs = this.rotated.latestChange();
      return { entered: this.enter(file, now, last), archivedUpToNs };
    } catch (error) {
      closeSync(file.descriptor);
      throw error;
    }
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
        found.push(...this.orLost(findFile(this.place, position, now), position));
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
