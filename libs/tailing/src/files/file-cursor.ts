import { HEAD_LIMIT, TAIL_LIMIT, digest, readBytes, readTail } from './content-signature.js';
import type { HeadSignature, LineState } from './file-position.js';

const NEWLINE = 0x0a;

/** How far a file was read, and the bytes by which that place is known again. */
export class FileCursor {
  private head: Buffer;
  private tail: Buffer;
  private headDigest: HeadSignature | undefined;

  private constructor(
    private readonly descriptor: number,
    public offset: number,
    public line: LineState,
  ) {
    this.head = readBytes(descriptor, 0, Math.min(offset, HEAD_LIMIT));
    this.tail = readTail(descriptor, offset);
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

  /** Whether bytes read from `offset - overlap` on begin as they did before. */
  isBehind(bytes: Buffer): boolean {
    return bytes.subarray(0, this.tail.length).equals(this.tail);
  }

  stillHolds(): boolean {
    return readTail(this.descriptor, this.offset).equals(this.tail);
  }

  /** Moves over bytes that stand at the offset. */
  advance(bytes: Buffer, line: LineState): void {
    const isHeadGrowing = this.head.length < HEAD_LIMIT && this.head.length === this.offset;
    if (isHeadGrowing && bytes.length > 0) {
      this.head = Buffer.concat([this.head, bytes.subarray(0, HEAD_LIMIT - this.head.length)]);
      this.headDigest = undefined;
    }
    this.tail = joinTail(this.tail, bytes);
    this.offset += bytes.length;
    this.line = line;
  }

  headSignature(): HeadSignature {
    return (this.headDigest ??= { length: this.head.length, digest: digest(this.head) });
  }

  tailDigest(): string {
    return digest(this.tail);
  }
}

function joinTail(tail: Buffer, bytes: Buffer): Buffer {
  const joined = Buffer.concat([
    tail.subarray(Math.max(0, tail.length + Math.min(bytes.length, TAIL_LIMIT) - TAIL_LIMIT)),
    bytes.subarray(-TAIL_LIMIT),
  ]);
  return joined;
}
