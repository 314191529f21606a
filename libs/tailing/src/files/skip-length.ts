import type { LineState } from './file-position.js';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Compared block by block: holes may be as large as the file was. */
const zeros = Buffer.alloc(65_536);

/** How many of the next bytes belong to nothing, and whether a line begins after them. */
export function skipLength(
  line: LineState,
  bytes: Buffer,
): { readonly length: number; readonly done: boolean } {
  switch (line) {
    case 'start':
      return { length: 0, done: true };
    case 'released':
      return restOfNewline(bytes);
    case 'cut':
      return upTo(bytes, bytes.indexOf(NEWLINE) + 1);
    case 'hole':
      return endOfNuls(bytes);
  }
}

function restOfNewline(bytes: Buffer): { length: number; done: boolean } {
  if (bytes[0] === NEWLINE) return { length: 1, done: true };
  if (bytes[0] !== CARRIAGE_RETURN) return { length: 0, done: true };
  if (bytes.length === 1) return { length: 1, done: false };
  return { length: bytes[1] === NEWLINE ? 2 : 0, done: true };
}

function endOfNuls(bytes: Buffer): { length: number; done: boolean } {
  for (let from = 0; from < bytes.length; from += zeros.length) {
    const block = bytes.subarray(from, from + zeros.length);
    if (block.equals(zeros.subarray(0, block.length))) continue;
    return { length: from + block.findIndex((byte) => byte !== 0), done: true };
  }
  return upTo(bytes, 0);
}

function upTo(bytes: Buffer, end: number): { length: number; done: boolean } {
  return end === 0 ? { length: bytes.length, done: false } : { length: end, done: true };
}
