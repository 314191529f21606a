import { LONGEST_RECORD_BYTES, RecordLines } from './record-lines.js';

export interface ContinuedRecord {
  /** Without blank lines at its end. */
  readonly text: string;
  /** With them, where there may be still more of it, as no other record begins in these lines. */
  readonly open: Buffer | undefined;
}

/**
 * A record with what the lines after it add to it.
 *
 * @param record whole lines
 * @param bytes the lines that came after them, from the first one on
 */
export function continueRecord(record: Buffer, bytes: Uint8Array): ContinuedRecord {
  const buffer = Buffer.concat([record, bytes.subarray(0, LONGEST_RECORD_BYTES)]);
  const lines = new RecordLines(buffer);
  const lastLine = lines.before({ start: record.length, end: record.length });
  const { end, isLast } = lines.recordAround(lastLine ?? lines.lineAt(0));
  const mayGrow = isLast && buffer.length < LONGEST_RECORD_BYTES;
  return {
    text: buffer.toString('utf8', 0, Math.min(end, LONGEST_RECORD_BYTES)),
    open: mayGrow ? buffer : undefined,
  };
}
