/**
 * Where literals occur, line by line: `[lineStart, lineEnd, literal]` repeated `count` times.
 *
 * Offsets are in bytes from the start of what was scanned; `lineEnd` excludes the newline; `literal`
 * is its index in the list that the scanner was made of. Lines come in order; one line comes once for
 * every occurrence in it. The array is reused: read it before the next scan.
 */
export interface Hits {
  readonly count: number;
  readonly records: Uint32Array;
}

export const RECORD_LENGTH = 3;

/** Finds many literals at once in raw bytes, at memory speed, without decoding or splitting lines. */
export interface LiteralScanner {
  scan(bytes: Uint8Array): Hits;
}

/** Shorter literals say too little to search for. */
export const SHORTEST_LITERAL = 3;
