import type { Readable } from 'node:stream';

const NEWLINE = 0x0a;

/** Whole lines out of a stream, read as they are wanted; a line over the limit is left out and counted. */
export class PipedLines {
  /** Lines that were left out. */
  leftOut = 0;
  private rest: Buffer[] = [];
  private restBytes = 0;
  private isSkipping = false;

  /** @param wake called when there may be more */
  constructor(
    private readonly stream: Readable,
    private readonly longestBytes: number,
    private readonly wake: () => void,
  ) {
    stream.on('readable', wake);
    stream.on('end', wake);
    stream.on('error', wake);
  }

  /** Bytes that can be read at once. */
  get waitingBytes(): number {
    return this.stream.readableLength;
  }

  /** The next piece of whole lines, without the last newline; undefined when there is none yet. */
  take(): Buffer | undefined {
    const piece = this.stream.read() as Buffer | null;
    if (!piece) return undefined;
    const end = piece.lastIndexOf(NEWLINE);
    if (end === -1) {
      this.keep(piece);
      return undefined;
    }
    const lines = Buffer.concat([...this.rest, piece.subarray(0, end)]);
    const wasSkipping = this.isSkipping;
    this.rest = [];
    this.restBytes = 0;
    this.isSkipping = false;
    this.keep(piece.subarray(end + 1));
    if (!wasSkipping) return lines;
    const newline = lines.indexOf(NEWLINE);
    return newline === -1 ? undefined : lines.subarray(newline + 1);
  }

  /** Whether everything was taken, and nothing will come. */
  get hasEnded(): boolean {
    return this.stream.readableEnded || this.stream.destroyed;
  }

  /** What stands behind the last newline. */
  takeRest(): Buffer {
    const rest = Buffer.concat(this.rest);
    this.rest = [];
    return rest;
  }

  /** Leaves the stream to others. */
  close(): void {
    for (const event of ['readable', 'end', 'error']) this.stream.off(event, this.wake);
  }

  private keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.rest.push(piece);
    this.restBytes += piece.length;
    if (this.restBytes <= this.longestBytes) return;
    this.rest = [];
    this.restBytes = 0;
    if (!this.isSkipping) this.leftOut += 1;
    this.isSkipping = true;
  }
}
