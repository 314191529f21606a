import type { PathSight } from './open-file.js';

/**
 * Where in a line reading goes on:
 * - `start`: at the beginning of a line
 * - `cut`: inside a line that was over the limit; its rest is skipped
 * - `released`: after a line that was handed on without its newline; that newline is skipped
 * - `hole`: after a truncation; the NUL bytes that a writer without O_APPEND leaves there are skipped
 */
export const lineStates = ['start', 'cut', 'released', 'hole'] as const;
export type LineState = (typeof lineStates)[number];

/** The first bytes of a file, which tell it from another in its place. */
export interface HeadSignature {
  /** How many bytes it covers; 0 when nothing of the file is known. */
  readonly length: number;
  readonly digest: string;
}

/** A place in time by which later files are told from earlier ones. Nanoseconds since the epoch. */
export interface Moment {
  /** Of the last change. */
  readonly modifiedNs: bigint;
  /** 0 where the file system does not say. */
  readonly bornNs: bigint;
}

/** Where reading of one file stands, and how to know the file again; its moment is as of the last read. */
export interface FilePosition extends Moment {
  /** Device and inode. */
  readonly identity: string;
  /** Of the first byte not yet handed on. */
  readonly offset: number;
  readonly line: LineState;
  readonly head: HeadSignature;
  /** Digest of the last bytes before `offset`; empty when unknown. */
  readonly tail: string;
  /** Size when the file was last read: what lies between `offset` and it is known to be unread. */
  readonly size: number;
}

/** Rotated files that are still to be looked for: those since a moment. */
export interface StoredBacklog extends Moment {
  /** As in `RotatedBounds`; null for any. */
  readonly modifiedUpToNs: bigint | null;
  readonly bornUpToNs: bigint | null;
  readonly archivedUpToNs: bigint | null;
  /** Identity of the file that they come before; null: of no known one. */
  readonly before: string | null;
}

/** The files of a stream in the order in which they were written. */
export interface KnownFiles {
  /** The file at the path, or the last that was. */
  readonly newest: FilePosition;
  /** Older files that may have unread lines, oldest first. */
  readonly earlier: readonly FilePosition[];
  /** Older files that are done with but may still lie beside the path: not to be taken for new ones. */
  readonly finished: readonly FilePosition[];
}

/** Where a stream stands. */
export interface StreamState extends KnownFiles {
  /** What is still to be found, in the order in which it is read. */
  readonly backlogs: readonly StoredBacklog[];
  /** What its decoder holds, where it has one. */
  readonly held?: string | undefined;
}

/** A file that was fully read and has not been touched since need not be opened. */
export function isUnchanged({ newest, earlier, backlogs }: StreamState, sight: PathSight): boolean {
  return (
    sight.kind === 'file' &&
    earlier.length === 0 &&
    backlogs.length === 0 &&
    newest.head.length > 0 &&
    newest.offset === newest.size &&
    newest.identity === sight.stats.identity &&
    newest.size === sight.stats.size &&
    newest.modifiedNs === sight.stats.modifiedNs
  );
}
