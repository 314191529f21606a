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
}

/** Whole lines of one file, as bytes: nothing is decoded before something matches. */
export interface Chunk {
  readonly sourceId: string;
  readonly streamId: string;
  readonly path: string;
  /** Ends with a newline, unless the file's last line was released without one. */
  readonly bytes: Uint8Array;
  /** Byte offset of `bytes[0]` in its file. */
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** To be stored together with what the chunk led to. */
  readonly checkpoint: Checkpoint;
  /** Bytes known to be lost before this chunk (truncated or deleted unread); 0 when none. */
  readonly gapBytes: number;
}
