import type { Chunk, EvidenceRecord } from '@app/contracts';
import { isContinuation } from './continuation.js';
import { lineTime } from './line-time.js';

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** What stands further right in a line is not looked at: it bounds the work per line. */
export const LONGEST_MATCHED_BYTES = 32 * 1024;
const LONGEST_RECORD_BYTES = 16 * 1024;
const MOST_CONTINUATION_LINES = 50;

/** A line by its place in the chunk, without its line end. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** The lines of one chunk, decoded only where somebody asks. */
export class ChunkLines {
  private readonly buffer: Buffer;
  /** From every line start in `[from, record]` the next record begins at `record`. At first nothing is known. */
  private known = { from: 1, record: 0 };

  constructor(private readonly chunk: Chunk) {
    const { bytes } = chunk;
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.buffer.length;
  }

  /** The text to match against; bytes that are no UTF-8 become U+FFFD. */
  textOf({ start, end }: LineSpan): string {
    const last = Math.min(this.withoutReturn(start, end), start + LONGEST_MATCHED_BYTES);
    return this.buffer.toString('utf8', start, last);
  }

  /** When the line says that it happened, else its arrival; milliseconds since the epoch. */
  timeOf(span: LineSpan): number {
    const { arrivedAt } = this.chunk;
    return lineTime(this.textOf(span), arrivedAt) ?? arrivedAt;
  }

  /** Whether a line that is no continuation begins in `[from, to)`; `from` must be the start of a line. */
  recordBeginsBetween(from: number, to: number): boolean {
    return from < to && this.nextRecord(from) < to;
  }

  /** The line with the lines that continue it, as far as they are in this chunk. */
  record(span: LineSpan): EvidenceRecord {
    const end = this.endOfRecord(span);
    const last = Math.min(end, span.start + LONGEST_RECORD_BYTES);
    return {
      source: this.chunk.sourceId,
      path: this.chunk.path,
      offset: this.chunk.offset + span.start,
      at: new Date(this.timeOf(span)).toISOString(),
      text: this.buffer.toString('utf8', span.start, last),
    };
  }

  private endOfRecord(span: LineSpan): number {
    let end = this.withoutReturn(span.start, span.end);
    let next = span.end + 1;
    for (let lines = 0; lines < MOST_CONTINUATION_LINES && next < this.length; lines += 1) {
      const lineEnd = this.lineEnd(next);
      if (!isContinuation(this.buffer, next, lineEnd)) break;
      const textEnd = this.withoutReturn(next, lineEnd);
      if (textEnd > next) end = textEnd;
      next = lineEnd + 1;
    }
    return end;
  }

  /** Start of the first record at or after a line start; the chunk's length when there is none. */
  private nextRecord(from: number): number {
    let at = from;
    while (at < this.length) {
      if (at >= this.known.from && at <= this.known.record) {
        at = this.known.record;
        break;
      }
      const end = this.lineEnd(at);
      if (!isContinuation(this.buffer, at, end)) break;
      at = end + 1;
    }
    // Many patterns ask about the same stretch; without this a chunk of stack traces costs each of them.
    this.known = { from, record: at };
    return at;
  }

  private lineEnd(start: number): number {
    const newline = this.buffer.indexOf(NEWLINE, start);
    return newline === -1 ? this.length : newline;
  }

  private withoutReturn(start: number, end: number): number {
    return end > start && this.buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  }
}
