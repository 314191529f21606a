import type { StreamStatus } from '../stream-status.js';
import { basename } from 'node:path';
import type { Chunk } from '@app/contracts';
import { NotReady } from './not-ready.js';
import { toCheckpoint } from './checkpoint-codec.js';
import { measureEnd } from './content-signature.js';
import { DecodedStream } from './decoded-stream.js';
import { FileChain } from './file-chain.js';
import { isUnchanged, type StreamState } from './file-position.js';
import { FolderStamp } from './folder-stamp.js';
import type { LogFile } from './log-file.js';
import { errorCode, type FileStats, lookAt, type OpenedFile, type PathSight } from './open-file.js';
import { OwnFiles } from './own-files.js';
import { PathTrouble } from './path-trouble.js';
import type { StreamStart, StreamTools } from './stream-tools.js';

const RETRY_MS = 1_000;
/** Of many rotated files those that are read are closed without waiting for late lines. */
const MOST_OPEN = 16;
const nothing = new Uint8Array(0);

interface LinesRead {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly cutLines: number;
}

/** One followed path: what is written to it, in order, whatever file it is written to. */
export class FileStream {
  /** The last part of the path. */
  readonly name: string;
  private readonly own: OwnFiles;
  private readonly chain: FileChain;
  private readonly trouble: PathTrouble;
  private readonly decoded: DecodedStream;
  /** Where it stood when its files were closed; undefined while they are open. */
  private resting: StreamState | undefined;
  private readonly folder: FolderStamp;
  private retryAt = 0;
  private again = false;
  /** Whether its place cannot be found before an archive is expanded. */
  private isWaiting = false;
  private isNews: boolean;
  private cutLines = 0;

  constructor(
    readonly path: string,
    public sourceId: string,
    private readonly tools: StreamTools,
    { state, isNews = false, since, decoder }: StreamStart,
  ) {
    this.name = basename(path);
    this.own = new OwnFiles(tools.registry);
    this.chain = new FileChain(path, this.own, tools.archives, since);
    this.isNews = isNews;
    this.trouble = new PathTrouble(path);
    this.folder = new FolderStamp(path);
    this.resting = state;
    this.decoded = new DecodedStream(decoder?.(state?.held), tools.read.lineTimeoutMs);
    if (state) this.own.reserve(state);
  }

  /** Whether it is to be asked again soon, though nothing told that its file changed. */
  get isUnsettled(): boolean {
    const { own, chain, again } = this;
    const holds = own.newest?.holdsPartOfLine === true || this.decoded.held !== undefined;
    return again || this.isWaiting || chain.isCatchingUp || own.open.length > 1 || holds;
  }

  /** Whether more may be read at once. */
  get hasMore(): boolean {
    return this.again;
  }

  /** Whether it holds nothing open and its file is gone: a glob's stream then may be forgotten. */
  get isGone(): boolean {
    const isDone = this.own.open.length === 0 && this.decoded.held === undefined;
    return isDone && lookAt(this.path).kind === 'missing';
  }

  get status(): StreamStatus {
    const { path, sourceId, cutLines, state } = this;
    const positions = state ? [...state.earlier, state.newest] : [];
    const unread = positions.map(({ size, offset }) => Math.max(0, size - offset));
    const problem = this.trouble.current;
    const { brokenLines } = this.decoded;
    return {
      sourceId,
      path,
      unreadBytes: unread.reduce((sum, bytes) => sum + bytes, 0),
      cutLines,
      ...(brokenLines > 0 ? { brokenLines } : {}),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  /** Undefined before any file was met. */
  get state(): StreamState | undefined {
    const state = this.resting ?? this.chain.state;
    return state && { ...state, held: this.decoded.held };
  }

  /** The next lines, when there are any. The former ones count as committed. */
  take(now: number): Chunk | undefined {
    this.again = this.isWaiting = false;
    if (now < this.retryAt) return undefined;
    try {
      return this.read(this.sync(now), now) ?? this.overdue(now) ?? this.news(now);
    } catch (error) {
      this.fail(error, now);
      return undefined;
    }
  }

  /** Opens its files and finds out what has become of them; what goes wrong is said and tried again. */
  lookAround(now: number): void {
    try {
      this.sync(now, true);
    } catch (error) {
      this.fail(error, now);
    }
  }

  /** Whether a file was last written before the one that is read now: then it was read, or is not to be. */
  hasPassed({ modifiedNs }: FileStats): boolean {
    return this.state !== undefined && modifiedNs < this.state.newest.modifiedNs;
  }

  /** Whether a file beside the path holds nothing but what this stream reads: then it is never read. */
  claimsCopy(file: OpenedFile): boolean {
    if (!this.own.haveCopyIn(file)) return false;
    this.own.addFinished(measureEnd(file));
    return true;
  }

  close(): void {
    this.own.dispose();
  }

  /** Finds out what has become of its files, without reading on. */
  private sync(now: number, evenIfUnchanged = false): PathSight {
    const sight = lookAt(this.path);
    if (this.resting) this.wake(this.resting, sight, now, evenIfUnchanged);
    else this.chain.sync(sight, now);
    if (sight.kind === 'missing' && !this.state) this.trouble.noteMissing();
    this.trouble.note(sight.kind === 'unusable' ? sight.reason : this.chain.blockedBy);
    return sight;
  }

  private wake(resting: StreamState, sight: PathSight, now: number, always: boolean): void {
    if (sight.kind === 'unusable' || (!always && isUnchanged(resting, sight))) return;
    if (sight.kind === 'missing' && !this.folder.hasChanged()) return;
    try {
      if (this.chain.lost.ifDone(() => this.chain.restore(resting, sight, now)))
        this.resting = undefined;
    } catch (error) {
      this.folder.forget();
      throw error;
    }
  }

  private read(sight: PathSight, now: number): Chunk | undefined {
    for (const file of [...this.own.open]) {
      if (this.chain.blocks(file)) break;
      const isDone = this.isDone(file, sight, now);
      const result = file.take(this.tools.memory, now, this.tools.read, isDone);
      if (result.kind === 'lines') return this.decode(result, now);
      if (result.kind === 'replaced') this.chain.recover(file, sight, now);
      if (result.kind !== 'nothing') {
        this.again = true;
        return undefined;
      }
      if (isDone) this.own.finish(file);
    }
    this.restWhenIdle(sight, now);
    return undefined;
  }

  /** Whether no more lines are expected in a file that was rotated or deleted. */
  private isDone(file: LogFile, sight: PathSight, now: number): boolean {
    if (!file.isAtEnd) return false;
    if (this.isOneOfMany(file)) return true;
    const { rotatedMs, deletedMs } = this.tools.keep;
    if (file === this.own.newest) {
      return sight.kind === 'missing' && file.isDeleted && now - file.quietSince >= deletedMs;
    }
    const successors = this.own.open.slice(this.own.open.indexOf(file) + 1);
    const filledAt = Math.min(...successors.map((each) => each.filledAt ?? Infinity));
    return now - Math.max(file.quietSince, filledAt) >= rotatedMs;
  }

  private isOneOfMany(file: LogFile): boolean {
    const { open, newest } = this.own;
    return file !== newest && open.length > MOST_OPEN && file.hasBeenRead && !file.holdsPartOfLine;
  }

  private restWhenIdle(sight: PathSight, now: number): void {
    const [file, another] = this.own.open;
    if (
      !file ||
      another ||
      this.chain.isCatchingUp ||
      sight.kind !== 'file' ||
      sight.stats.identity !== file.identity
    )
      return;
    const isIdle = file.isAtEnd && !file.holdsPartOfLine;
    if (!isIdle || now - file.quietSince < this.tools.keep.idleMs) return;
    this.own.rest();
    this.resting = this.chain.state;
  }

  /** The beginning of a line of which nothing more came, as when its writer died. */
  private overdue(now: number): Chunk | undefined {
    const mayGoOn = this.again || this.chain.isCatchingUp || this.trouble.current !== undefined;
    if (mayGoOn) return undefined;
    const bytes = this.decoded.overdue(now);
    const offset = this.state?.newest.offset ?? 0;
    return bytes && this.chunk({ bytes, offset, cutLines: 0 }, now);
  }

  private news(now: number): Chunk | undefined {
    if (!this.isNews && this.chain.lost.bytes === 0) return undefined;
    const offset = this.state?.newest.offset;
    if (offset === undefined) return undefined;
    return this.chunk({ bytes: nothing, offset, cutLines: 0 }, now);
  }

  private decode(read: LinesRead, now: number): Chunk {
    const bytes = this.decoded.decode(read.bytes, now);
    this.trouble.noteBroken(this.decoded.brokenLines);
    if (read.cutLines > 0 && this.cutLines === 0) this.trouble.noteCut(read.bytes.length);
    return this.chunk({ ...read, bytes }, now);
  }

  private chunk({ bytes, offset, cutLines }: LinesRead, now: number): Chunk {
    const { path, sourceId, state } = this;
    if (!state) throw new Error(`${path} has lines but no file`);
    const gapBytes = this.chain.lost.take();
    this.cutLines += cutLines;
    this.isNews = false;
    const checkpoint = toCheckpoint({ path, sourceId }, state);
    return {
      sourceId,
      streamId: path,
      path,
      bytes,
      offset,
      arrivedAt: now,
      checkpoint,
      gapBytes,
      ...(cutLines > 0 ? { cutLines } : {}),
    };
  }

  private fail(error: unknown, now: number): void {
    if (error instanceof NotReady) {
      if (this.resting) this.chain.rest();
      this.isWaiting = true;
      return;
    }
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    this.trouble.note(errorCode(error));
    this.chain.rest();
    this.resting ??= this.chain.state;
    this.retryAt = now + RETRY_MS;
  }
}
