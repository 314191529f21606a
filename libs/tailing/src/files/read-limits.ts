/** How files are read. */
export interface ReadLimits {
  /** Bytes read at a time; a longer line is read whole, up to `maxLineBytes`. */
  readonly chunkBytes: number;
  /** A longer line, its newline included, is cut. */
  readonly maxLineBytes: number;
  /** How long a last line without newline is held after it last grew. */
  readonly lineTimeoutMs: number;
}

/** How long files are kept open. */
export interface KeepLimits {
  /** A rotated file, after its last growth and the first line of its successor: some writer may reopen late. */
  readonly rotatedMs: number;
  /** A deleted file without successor, after its last growth: its space is not freed before. */
  readonly deletedMs: number;
  /** A file at its path, after its last growth; it is opened again when it changes. */
  readonly idleMs: number;
}

export const keepLimits: KeepLimits = { rotatedMs: 5_000, deletedMs: 30_000, idleMs: 60_000 };
