import { commonness } from './commonness.js';
import { type Buckets, groupByBucket, type LiteralTable } from './literal-table.js';

export const HASH_BITS = 15;
const BLOCK = 3;
const LONGEST_WINDOW = 24;

/** Wu-Manber's tables over blocks of three bytes. */
export interface ShiftTable {
  /** Length of the part of every literal that is searched for. */
  readonly window: number;
  /** By hash of a window's last block: how far the next window may lie; 0 asks for verification. */
  readonly shifts: Uint8Array;
  /** By the same hash: the literals whose window ends in such a block. */
  readonly buckets: Buckets;
  /** Where each literal's window begins in it. */
  readonly anchors: Uint32Array;
}

export function hashBlock(b0: number, b1: number, b2: number): number {
  const word = (b0 << 8) | (b1 << 16) | (b2 << 24);
  return Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
}

export function buildShiftTable(table: LiteralTable): ShiftTable {
  const window = Math.min(table.shortest, LONGEST_WINDOW);
  const shifts = new Uint8Array(1 << HASH_BITS).fill(window - BLOCK + 1);
  const anchors = new Uint32Array(table.count);
  const bucketOf = new Uint32Array(table.count);

  for (let literal = 0; literal < table.count; literal += 1) {
    const start = table.offsets[literal] ?? 0;
    const anchor = rarestEnding(table, literal, window);
    anchors[literal] = anchor;
    for (let end = BLOCK; end <= window; end += 1) {
      const hash = hashAt(table.bytes, start + anchor + end - BLOCK);
      shifts[hash] = Math.min(shifts[hash] ?? 0, window - end);
      if (end === window) bucketOf[literal] = hash;
    }
  }
  return { window, shifts, anchors, buckets: groupByBucket(1 << HASH_BITS, bucketOf) };
}

function hashAt(bytes: Uint8Array, at: number): number {
  return hashBlock(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
}

/** The window whose last block is least likely to turn up in a log by chance. */
function rarestEnding(table: LiteralTable, literal: number, window: number): number {
  const start = table.offsets[literal] ?? 0;
  const last = (table.offsets[literal + 1] ?? 0) - start - window;
  let best = 0;
  for (let anchor = 1; anchor <= last; anchor += 1) {
    const rarer =
      commonness(table.bytes, start + anchor + window - BLOCK) <
      commonness(table.bytes, start + best + window - BLOCK);
    if (rarer) best = anchor;
  }
  return best;
}
