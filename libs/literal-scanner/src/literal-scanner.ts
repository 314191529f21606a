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
  /**
   * @returns undefined only where case is ignored, and the bytes hold a letter beyond ASCII that is the
   * same as an ASCII letter then (U+017F is an s, U+212A a k): any line may contain any literal
   */
  scan(bytes: Uint8Array): Hits | undefined;
}

export interface ScannerOptions {
  /** Finds ASCII letters in upper and lower case; the literals must have theirs in lower case. */
  readonly anyCase: boolean;
  /** A piece of what will be scanned: literals are looked for by what is rare in it. Changes the speed only. */
  readonly sample?: Uint8Array | undefined;
}

/** Shorter literals say too little to search for. */
export const SHORTEST_LITERAL = 3;
