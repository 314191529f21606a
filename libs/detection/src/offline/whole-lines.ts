const NEWLINE = 10;
/** A line that is longer is handed on in pieces. */
const LONGEST_LINE_BYTES = 1024 * 1024;

export interface LinesOfBytes {
  readonly bytes: Uint8Array;
  /** Offset of the first of them. */
  readonly offset: number;
}

/** Cuts bytes that come in any pieces into pieces of whole lines; the last may lack its newline. */
export async function* wholeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<LinesOfBytes> {
  let rest: Uint8Array = new Uint8Array(0);
  let offset = 0;
  for await (const piece of pieces) {
    const joined = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const newline = joined.lastIndexOf(NEWLINE);
    const end = newline === -1 && joined.length > LONGEST_LINE_BYTES ? joined.length : newline + 1;
    if (end > 0) yield { bytes: joined.subarray(0, end), offset };
    offset += end;
    rest = joined.subarray(end);
  }
  if (rest.length > 0) yield { bytes: rest, offset };
}
