import { type BigIntStats, closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';

/** What a look at a file gives, in plain numbers. */
export interface FileStats {
  /** Device and inode: the same file, whatever it is called, for as long as it is open or exists. */
  readonly identity: string;
  readonly size: number;
  readonly modifiedNs: bigint;
  /** 0 where the file system does not say. */
  readonly bornNs: bigint;
  /** Names that the file has; 0 when it was deleted and only lives by its descriptors. */
  readonly links: number;
}

export interface OpenedFile {
  readonly descriptor: number;
  readonly stats: FileStats;
  /** Nobody writes to it, and its stats are not those of the descriptor: an expanded archive. */
  readonly isFrozen?: boolean;
}

/**
 * Opens a regular file for reading; undefined for anything else, such as a folder or a pipe.
 *
 * @throws as `openSync` does
 */
export function openRegularFile(path: string): OpenedFile | undefined {
  // Not blocking: opening a pipe without a writer would hang the process.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (stats.isFile()) return { descriptor, stats: toFileStats(stats) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  closeSync(descriptor);
  return undefined;
}

export function statDescriptor(descriptor: number): FileStats {
  return toFileStats(fstatSync(descriptor, { bigint: true }));
}

export type PathSight =
  | { readonly kind: 'file'; readonly stats: FileStats }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Looks at what a path names now; symbolic links are followed. */
export function lookAt(path: string): PathSight {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (!stats) return { kind: 'missing' };
    if (!stats.isFile()) return { kind: 'unusable', reason: 'it is not a regular file' };
    return { kind: 'file', stats: toFileStats(stats) };
  } catch (error) {
    return { kind: 'unusable', reason: errorCode(error) };
  }
}

export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function toFileStats(stats: BigIntStats): FileStats {
  return {
    identity: `${String(stats.dev)}:${String(stats.ino)}`,
    size: Number(stats.size),
    modifiedNs: stats.mtimeNs,
    bornNs: stats.birthtimeNs,
    links: Number(stats.nlink),
  };
}
