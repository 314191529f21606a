/** Where reading of one file goes on after a restart. Opaque to all but the tailing lib. */
export interface Checkpoint {
  /** One per followed path; survives rotation. */
  readonly streamId: string;
  readonly sourceId: string;
  readonly path: string;
  readonly device: string;
  readonly inode: string;
  /** Byte offset of the first byte not yet handed on. */
  readonly offset: number;
  /** Number of leading bytes that `signature` covers; grows with the file up to a limit. */
  readonly signatureLength: number;
  /** Hash of the file's first `signatureLength` bytes: tells a file from another in its place. */
  readonly signature: string;
  /** Whatever else the tailing lib wants to find again, in its own words; absent when there is nothing. */
  readonly state?: string;
}

/**
 * Whole lines of one file, as bytes: nothing is decoded before something matches.
 *
 * May hold no bytes: then only its checkpoint is to be stored (a file was met for the first time) or a
 * gap to be reported.
 */
export interface Chunk {
  readonly sourceId: string;
  readonly streamId: string;
  readonly path: string;
  /**
   * Ends with a newline, unless the last line was released without one or cut. Lent, not given: the
   * memory is written again when the next chunk is asked for.
   */
  readonly bytes: Uint8Array;
  /** Byte offset of `bytes[0]` in its file. */
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** To be stored together with what the chunk led to. */
  readonly checkpoint: Checkpoint;
  /** Bytes known to be lost before this chunk (truncated or deleted unread); 0 when none. */
  readonly gapBytes: number;
  /** Lines over the limit whose beginning is in this chunk and whose rest is left out; absent when none. */
  readonly cutLines?: number;
}
