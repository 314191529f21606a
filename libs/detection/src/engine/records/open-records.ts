import type { Chunk } from '@app/contracts';
import { LONGEST_RECORD_BYTES, RecordLines } from './record-lines.js';

const NEWLINE = 10;
const NOTHING = Buffer.alloc(0);
/** Streams come and go; those that were quiet for longest are forgotten first. */
const MOST_STREAMS = 4_096;

/**
 * The record with which each stream's last chunk ended: the next one may go on with it. In memory only, because
 * counting does not depend on it: after a restart, a trace that was being written is told from there on.
 */
export class OpenRecords {
  private readonly byStream = new Map<string, Buffer>();

  /** The lines that the chunk's first line may belong to, each with its newline; empty when there are none. */
  before({ streamId, gapBytes }: Chunk): Buffer {
    return gapBytes > 0 ? NOTHING : (this.byStream.get(streamId) ?? NOTHING);
  }

  /** Keeps a copy of the record at the end of the chunk. */
  remember(chunk: Chunk): void {
    const { streamId, bytes, gapBytes } = chunk;
    if (bytes.length === 0 && gapBytes === 0) return;
    const record = lastRecord(this.before(chunk), bytes);
    this.byStream.delete(streamId);
    if (record.length > 0) this.byStream.set(streamId, record);
    const [quietest] = this.byStream.keys();
    if (this.byStream.size > MOST_STREAMS && quietest !== undefined) this.byStream.delete(quietest);
  }
}

/** Empty where none may go on: one that is too long, and a line that was handed on before it ended. */
function lastRecord(before: Buffer, bytes: Uint8Array): Buffer {
  if (bytes.at(-1) !== NEWLINE) return NOTHING;
  const isShort = bytes.length <= LONGEST_RECORD_BYTES;
  const end = isShort
    ? Buffer.concat([before, bytes])
    : Buffer.from(bytes.subarray(-LONGEST_RECORD_BYTES));
  const lines = new RecordLines(end);
  const last = lines.before({ start: end.length, end: end.length });
  const start = last ? lines.recordAround(last).start : end.length;
  const isTooLong = end.length - start > LONGEST_RECORD_BYTES || (!isShort && start === 0);
  return isTooLong ? NOTHING : end.subarray(start);
}
