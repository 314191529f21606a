import { closeSync } from 'node:fs';
import { continues, isBeginningOf } from './content-signature.js';
import { FileCursor } from './file-cursor.js';
import type { FilePosition, LineState } from './file-position.js';
import { type FileStats, type OpenedFile, statDescriptor } from './open-file.js';
import type { ReadLimits } from './read-limits.js';
import { nothingRead as nothing, type ReadResult } from './read-result.js';
import type { ReadMemory } from './read-memory.js';
import { skipLength } from './skip-length.js';

const NEWLINE = 0x0a;

/** One open file, by its descriptor: whatever it is called meanwhile, read from where reading stopped. */
export class LogFile {
  /** When it last grew, was opened or was rotated; milliseconds since the epoch. */
  quietSince: number;
  /** When it was first seen with bytes in it; undefined while it is empty. */
  filledAt: number | undefined;
  private seen: FileStats;
  /** Of the file that this is, or is a copy of; nanoseconds since the epoch. */
  private bornNs: bigint;
  /** Size and time of the last look after which the content was found to be what it was. */
  private known: FileStats;

  private constructor(
    private readonly file: OpenedFile,
    private cursor: FileCursor,
    now: number,
  ) {
    this.seen = this.known = file.stats;
    this.bornNs = file.stats.bornNs;
    this.quietSince = now;
    if (file.stats.size > 0) this.filledAt = now;
  }

  static fromBeginning(file: OpenedFile, now: number, line: LineState = 'start'): LogFile {
    return new LogFile(file, FileCursor.beginning(file.descriptor, line), now);
  }

  /** Undefined, and nothing closed, when the file does not continue what was read. */
  static fromPosition(file: OpenedFile, position: FilePosition, now: number): LogFile | undefined {
    const { descriptor, stats } = file;
    if (!continues(descriptor, stats.size, position)) return undefined;
    const cursor = FileCursor.at(descriptor, position.offset, position.line);
    const found = new LogFile(file, cursor, now);
    // A copy is younger than the file that it was made of, which may itself come after it.
    if (position.bornNs < found.bornNs) found.bornNs = position.bornNs;
    return found;
  }

  get identity(): string {
    return this.seen.identity;
  }

  /** Of the last change, as of the last look; nanoseconds since the epoch. */
  get modifiedNs(): bigint {
    return this.seen.modifiedNs;
  }

  get isDeleted(): boolean {
    return this.seen.links === 0;
  }

  /** Everything is read, but for the beginning of a line that may be held. */
  get isAtEnd(): boolean {
    return this.seen.size <= this.cursor.scannedTo;
  }

  get hasBeenRead(): boolean {
    return this.cursor.offset > 0;
  }

  get holdsPartOfLine(): boolean {
    return this.cursor.scannedTo > this.cursor.offset;
  }

  position(): FilePosition {
    const { identity, size, modifiedNs } = this.known;
    const { bornNs } = this;
    const { offset, line } = this.cursor;
    const [head, tail] = [this.cursor.headSignature(), this.cursor.tailDigest()];
    return { identity, offset, line, head, tail, size, modifiedNs, bornNs };
  }

  /**
   * Looks at size and times.
   *
   * @returns `replaced` when what was read is no longer there; `written` when an empty file was written
   *   to, and perhaps emptied again, so that nobody can tell what was in it meanwhile
   */
  look(now: number): 'same' | 'replaced' | 'written' {
    if (this.file.isFrozen) return 'same';
    const before = this.seen;
    const stats = (this.seen = statDescriptor(this.file.descriptor));
    if (stats.size === before.size && stats.modifiedNs === before.modifiedNs) return 'same';
    if (stats.size > before.size) {
      this.quietSince = now;
      this.filledAt ??= now;
    }
    if (stats.size < this.cursor.offset) return 'replaced';
    if (stats.size < this.known.size && this.cursor.offset === 0) return 'replaced';
    if (!this.cursor.stillHolds()) return 'replaced';
    const isFirstHead = !this.cursor.hasHead;
    this.cursor.extendHead(stats.size);
    // Its head first, then its times: what was there before this content is older than they are.
    if (isFirstHead) this.seen = statDescriptor(this.file.descriptor);
    if (stats.size < this.cursor.scannedTo) this.cursor.holdNothing();
    if (before.size === 0 && this.cursor.offset === 0) return 'written';
    if (stats.size <= this.cursor.scannedTo) this.known = stats;
    return 'same';
  }

  /** After a truncation: everything that is in the file now is new. */
  startAgain(now: number): void {
    this.cursor = FileCursor.beginning(this.file.descriptor, 'hole');
    const stats = statDescriptor(this.file.descriptor);
    // What came while it was looked at is looked at the next time, when it can be known again.
    this.seen = this.known = this.cursor.hasHead ? stats : { ...stats, size: 0 };
    this.quietSince = now;
  }

  /** Whole lines, or a line that was held for too long; `ending` releases what is held at once. */
  take(memory: ReadMemory, now: number, limits: ReadLimits, ending = false): ReadResult {
    if (!this.isAtEnd) {
      const result = this.readOn(memory, limits);
      if (result !== nothing) return result;
    }
    const isOverdue = ending || now - this.quietSince >= limits.lineTimeoutMs;
    return this.holdsPartOfLine && this.isAtEnd && isOverdue
      ? this.release(memory, limits)
      : nothing;
  }

  /** Whether another file holds nothing but a beginning of this one. */
  hasCopyIn(other: OpenedFile): boolean {
    return isBeginningOf(other.descriptor, other.stats.size, this.file.descriptor);
  }

  close(): void {
    closeSync(this.file.descriptor);
  }

  private readOn(memory: ReadMemory, limits: ReadLimits): ReadResult {
    if (this.cursor.line !== 'start') {
      const skipped = this.skip(memory, limits);
      if (skipped) return skipped;
    }
    if (this.holdsPartOfLine && !this.findsNewline(memory, limits)) return nothing;
    const chunk = Math.min(limits.chunkBytes, limits.maxLineBytes);
    return (
      this.readLines(memory, chunk, limits) ??
      this.readLines(memory, limits.maxLineBytes, limits) ??
      nothing
    );
  }

  /** Undefined when a line longer than the window begins at the cursor. */
  private readLines(
    memory: ReadMemory,
    window: number,
    limits: ReadLimits,
  ): ReadResult | undefined {
    const bytes = this.window(memory, window);
    if (!bytes) return { kind: 'replaced' };
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) return this.handOn(bytes.subarray(0, end), 'start');
    if (bytes.length >= limits.maxLineBytes) return this.handOn(bytes, 'cut', 1);
    if (bytes.length >= window) return undefined;
    this.cursor.holdNothing();
    this.cursor.hold(bytes);
    return nothing;
  }

  /** Looks for a newline only in what is new: a line that grows byte by byte is not read over and over. */
  private findsNewline(memory: ReadMemory, { chunkBytes, maxLineBytes }: ReadLimits): boolean {
    while (!this.isAtEnd && this.cursor.scannedTo - this.cursor.offset < maxLineBytes) {
      const bytes = memory.read(this.file.descriptor, this.cursor.scannedTo, chunkBytes);
      if (bytes.includes(NEWLINE)) return true;
      if (bytes.length === 0) return false;
      this.cursor.hold(bytes);
    }
    return this.cursor.scannedTo - this.cursor.offset >= maxLineBytes;
  }

  private release(memory: ReadMemory, limits: ReadLimits): ReadResult {
    const bytes = this.window(
      memory,
      Math.min(this.cursor.scannedTo - this.cursor.offset, limits.maxLineBytes),
    );
    if (!bytes) return { kind: 'replaced' };
    return bytes.length === 0 ? nothing : this.handOn(bytes, 'released');
  }

  /** Undefined when reading can go on with a line. */
  private skip(memory: ReadMemory, limits: ReadLimits): ReadResult | undefined {
    const bytes = this.window(memory, limits.chunkBytes);
    if (!bytes) return { kind: 'replaced' };
    const { length, done } = skipLength(this.cursor.line, bytes);
    this.cursor.advance(bytes.subarray(0, length), done ? 'start' : this.cursor.line);
    if (done) return this.isAtEnd ? nothing : undefined;
    return length === 0 || this.isAtEnd ? nothing : { kind: 'more' };
  }

  private handOn(bytes: Buffer, line: 'start' | 'cut' | 'released', cutLines = 0): ReadResult {
    const { offset } = this.cursor;
    this.cursor.advance(bytes, line);
    return { kind: 'lines', bytes, offset, cutLines };
  }

  /** The next bytes, when what stands before them is what was read; else undefined. */
  private window(memory: ReadMemory, length: number): Buffer | undefined {
    const { offset, overlap } = this.cursor;
    const bytes = memory.read(this.file.descriptor, offset - overlap, overlap + length);
    if (!this.cursor.isBehind(bytes)) return undefined;
    this.known = this.seen;
    return bytes.subarray(overlap);
  }
}
