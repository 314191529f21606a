import type { Chunk, EvidenceRecord } from '@app/contracts';
import { lineTime } from './line-time.js';
import { LONGEST_RECORD_BYTES, RecordLines, type RecordSpan } from './records/record-lines.js';
import type { LineSpan } from './records/trace-family.js';

/** What stands further right in a line is not looked at: it bounds the work per line. */
export const LONGEST_MATCHED_BYTES = 32 * 1024;
const NOTHING = new Uint8Array();

export type { LineSpan };

/** The lines of one chunk, decoded only where somebody asks. */
export class ChunkLines {
  private readonly buffer: Buffer;
  private readonly records: RecordLines;
  /** From every line start in `[from, record]` the next record begins at `record`. At first nothing is known. */
  private known = { from: 1, record: 0 };

  /** @param before the lines before the chunk that its first line may belong to */
  constructor(
    private readonly chunk: Chunk,
    private readonly before: Uint8Array = NOTHING,
  ) {
    const { bytes } = chunk;
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.records = new RecordLines(this.buffer);
  }

  get length(): number {
    return this.buffer.length;
  }

  /** The text to match against; bytes that are no UTF-8 become U+FFFD. */
  textOf({ start, end }: LineSpan): string {
    const last = Math.min(
      this.records.withoutReturn({ start, end }),
      start + LONGEST_MATCHED_BYTES,
    );
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

  /** The line with what belongs to it before and after, as far as that has been read. */
  record(span: LineSpan): EvidenceRecord {
    const { buffer, start, end } = this.around(span);
    return {
      source: this.chunk.sourceId,
      path: this.chunk.path,
      offset: this.chunk.offset + span.start,
      at: new Date(this.timeOf(span)).toISOString(),
      text: buffer.toString('utf8', start, Math.min(end, start + LONGEST_RECORD_BYTES)),
    };
  }

  /** A copy of the line's record with its line ends, where the next chunk may go on with it. */
  openRecord(span: LineSpan): Buffer | undefined {
    const { buffer, start, isLast } = this.around(span);
    return isLast ? Buffer.from(buffer.subarray(start)) : undefined;
  }

  /** The record of a line; near the start of the chunk it may have begun in the one before. */
  private around(span: LineSpan): RecordSpan & { readonly buffer: Buffer } {
    const { length } = this.before;
    if (length === 0 || span.start >= LONGEST_RECORD_BYTES)
      return { buffer: this.buffer, ...bounded(this.records.recordAround(span), span) };
    const head = this.buffer.subarray(0, span.end + LONGEST_RECORD_BYTES);
    const buffer = Buffer.concat([this.before, head]);
    const line = { start: length + span.start, end: length + span.end };
    return { buffer, ...bounded(new RecordLines(buffer).recordAround(line), line) };
  }

  /** Start of the first record at or after a line start; the chunk's length when there is none. */
  private nextRecord(from: number): number {
    let at = from;
    while (at < this.length) {
      if (at >= this.known.from && at <= this.known.record) {
        at = this.known.record;
        break;
      }
      const line = this.records.lineAt(at);
      if (!this.records.isContinuation(line)) break;
      at = line.end + 1;
    }
    // Many patterns ask about the same stretch; without this a chunk of stack traces costs each of them.
    this.known = { from, record: at };
    return at;
  }
}

/** Of a record that is too long, what the pattern matched must be there. */
function bounded(record: RecordSpan, line: LineSpan): RecordSpan {
  const isLong = record.end - record.start > LONGEST_RECORD_BYTES;
  return isLong ? { ...record, start: line.start, isLast: false } : record;
}
