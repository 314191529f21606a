import { hash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { FilePosition } from './file-position.js';
import type { FileStats, OpenedFile } from './open-file.js';

export const HEAD_LIMIT = 1_024;
export const TAIL_LIMIT = 64;

/** A short name for bytes; empty for no bytes. */
export function digest(bytes: Uint8Array): string {
  return bytes.length === 0 ? '' : hash('sha256', bytes, 'base64url').slice(0, 22);
}

/** Bytes of a file in memory of their own; fewer than asked for at the end of the file. */
export function readBytes(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.max(length, 0));
  return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
}

/** The bytes just before an offset: what truncating and writing again does not leave as they were. */
export function readTail(descriptor: number, offset: number): Buffer {
  const length = Math.min(offset, TAIL_LIMIT);
  return readBytes(descriptor, offset - length, length);
}

/** Whether an open file begins with what was read up to a position, as far as its signatures tell. */
export function continues(descriptor: number, size: number, position: FilePosition): boolean {
  const { head, offset, tail } = position;
  if (size < offset || size < head.length) return false;
  if (digest(readBytes(descriptor, 0, head.length)) !== head.digest) return false;
  return tail === '' || digest(readTail(descriptor, offset)) === tail;
}

/** The end of a file of which only its stats are known. */
export function endOf({ identity, size, modifiedNs, bornNs }: FileStats): FilePosition {
  const head = { length: 0, digest: '' };
  return { identity, offset: size, line: 'start', head, tail: '', size, modifiedNs, bornNs };
}

/** The end of an open file, with its signatures. */
export function measureEnd({ descriptor, stats }: OpenedFile): FilePosition {
  const head = readBytes(descriptor, 0, Math.min(stats.size, HEAD_LIMIT));
  return {
    ...endOf(stats),
    head: { length: head.length, digest: digest(head) },
    tail: digest(readTail(descriptor, stats.size)),
  };
}

/** Whether all of a file, as far as its first and last bytes tell, is also the beginning of another. */
export function isBeginningOf(descriptor: number, size: number, other: number): boolean {
  const sameAt = (from: number, length: number): boolean =>
    readBytes(descriptor, from, length).equals(readBytes(other, from, length));
  const tail = Math.min(size, TAIL_LIMIT);
  return sameAt(0, Math.min(size, HEAD_LIMIT)) && sameAt(size - tail, tail);
}
