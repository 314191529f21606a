import { HEAD_LIMIT, TAIL_LIMIT, digest, readBytes, readTail } from './content-signature.js';
import type { HeadSignature, LineState } from './file-position.js';

const NEWLINE = 0x0a;
const none: Buffer = Buffer.alloc(0);

/** How far a file was read, and the bytes by which it and that place are known again. */
export class FileCursor {
  /** Up to here the beginning of a line was looked at that has no newline yet. */
  scannedTo: number;
  /** The file's first bytes, read or not. */
  private head = none;
  /** The last bytes before the offset. */
  private tail: Buffer;
  /** The last bytes before `scannedTo`, none from before the offset. */
  private heldTail = none;
  private headDigest: HeadSignature | undefined;

  private constructor(
    private readonly descriptor: number,
    public offset: number,
    public line: LineState,
  ) {
    this.scannedTo = offset;
    this.tail = readTail(descriptor, offset);
    this.extendHead(HEAD_LIMIT);
  }

  static beginning(descriptor: number, line: LineState = 'start'): FileCursor {
    return new FileCursor(descriptor, 0, line);
  }

  /** Where reading stopped before; a place that was only measured gets its line state from the file. */
  static at(descriptor: number, offset: number, line: LineState): FileCursor {
    const cursor = new FileCursor(descriptor, offset, line);
    if (line === 'start' && offset > 0 && cursor.tail.at(-1) !== NEWLINE) cursor.line = 'released';
    return cursor;
  }

  /** The bytes before the offset that a read begins with, to be compared with `isBehind`. */
  get overlap(): number {
    return this.tail.length;
  }

  /**
   * Whether bytes that were just read from `offset - overlap` on begin as they did before, and the file does:
   * lines that are much alike may end alike at the same place in one file after another.
   */
  isBehind(bytes: Buffer): boolean {
    return bytes.subarray(0, this.tail.length).equals(this.tail) && this.has(0, this.head);
  }

  /** Whether the file still has what was read, and what was looked at. */
  stillHolds(): boolean {
    return (
      this.has(this.offset - this.tail.length, this.tail) &&
      this.has(this.scannedTo - this.heldTail.length, this.heldTail) &&
      this.has(0, this.head)
    );
  }

  /** Whether anything is known by which the file can be told from what is written in its place. */
  get hasHead(): boolean {
    return this.head.length > 0;
  }

  /** Takes in the first bytes of a file that has grown; not those of what was written in its place meanwhile. */
  extendHead(size: number): void {
    if (this.head.length >= Math.min(size, HEAD_LIMIT)) return;
    const head = readBytes(this.descriptor, 0, HEAD_LIMIT);
    if (!head.subarray(0, this.head.length).equals(this.head)) return;
    this.head = head;
    this.headDigest = undefined;
  }

  /** Notes bytes that stand at `scannedTo` and hold no newline. */
  hold(bytes: Buffer): void {
    this.heldTail = joinTail(this.heldTail, bytes);
    this.scannedTo += bytes.length;
  }

  /** Looks at what follows the offset as if for the first time. */
  holdNothing(): void {
    this.heldTail = none;
    this.scannedTo = this.offset;
  }

  /** Moves over bytes that stand at the offset. */
  advance(bytes: Buffer, line: LineState): void {
    this.tail = joinTail(this.tail, bytes);
    this.offset += bytes.length;
    this.line = line;
    this.holdNothing();
  }

  headSignature(): HeadSignature {
    return (this.headDigest ??= { length: this.head.length, digest: digest(this.head) });
  }

  tailDigest(): string {
    return digest(this.tail);
  }

  private has(from: number, bytes: Buffer): boolean {
    return readBytes(this.descriptor, from, bytes.length).equals(bytes);
  }
}

function joinTail(tail: Buffer, bytes: Buffer): Buffer {
  const added = bytes.subarray(-TAIL_LIMIT);
  const kept = tail.subarray(Math.max(0, tail.length + added.length - TAIL_LIMIT));
  return Buffer.concat([kept, added]);
}
