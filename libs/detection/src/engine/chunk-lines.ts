import type { Chunk, EvidenceRecord } from '@app/contracts';
import { lineTime } from './line-time.js';
import { RecordLines } from './records/record-lines.js';
import type { LineSpan } from './records/trace-family.js';

/** What stands further right in a line is not looked at: it bounds the work per line. */
export const LONGEST_MATCHED_BYTES = 32 * 1024;
const LONGEST_RECORD_BYTES = 16 * 1024;

export type { LineSpan };

/** The lines of one chunk, decoded only where somebody asks. */
export class ChunkLines {
  private readonly buffer: Buffer;
  private readonly records: RecordLines;
  /** From every line start in `[from, record]` the next record begins at `record`. At first nothing is known. */
  private known = { from: 1, record: 0 };

  constructor(private readonly chunk: Chunk) {
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

  /** The line with what belongs to it before and after, as far as that is in this chunk. */
  record(span: LineSpan): EvidenceRecord {
    const whole = this.records.recordAround(span);
    const isLong = whole.end - whole.start > LONGEST_RECORD_BYTES;
    // Of a record that is too long, what the pattern matched must be there.
    const start = isLong ? span.start : whole.start;
    const last = Math.min(whole.end, start + LONGEST_RECORD_BYTES);
    return {
      source: this.chunk.sourceId,
      path: this.chunk.path,
      offset: this.chunk.offset + span.start,
      at: new Date(this.timeOf(span)).toISOString(),
      text: this.buffer.toString('utf8', start, last),
    };
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
