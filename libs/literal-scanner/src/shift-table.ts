import type { BlockFrequency } from './block-frequency.js';
import { HASH_BITS, hashAt } from './block-hash.js';
import { type Buckets, groupByBucket, type LiteralTable } from './literal-table.js';

/** Set in a shift, beside 1, where a window may end. */
export const FOUND = 0x80;
export const SHIFT_BITS = 0x1f;
const BLOCK = 3;
const WORD = 4;
const LONGEST_WINDOW = 24;
/** What a look at a possible window costs, in steps of the scan. */
const VERIFY_STEPS = 4;

/** Wu-Manber's tables over blocks of three bytes. */
export interface ShiftTable {
  /** Length of the part of every literal that is searched for. */
  readonly window: number;
  /** By hash of a window's last block: how far the next window may lie, with FOUND when this one may be one. */
  readonly shifts: Uint8Array;
  /** By hash of a window's last bytes, eight at most: the literals with such a window. */
  readonly buckets: Buckets;
  /** Which of the last eight bytes are in every window: the four before the last four, and those. */
  readonly masks: WindowMasks;
  /** Where each literal's window begins in it. */
  readonly anchors: Uint32Array;
}

export interface WindowMasks {
  readonly high: number;
  readonly low: number;
}

/** Of the eight bytes in front of `end`, those that the masks name; hashed to HASH_BITS. */
export function hashWindow(bytes: Uint8Array, end: number, { high, low }: WindowMasks): number {
  const mixed =
    Math.imul(wordBefore(bytes, end) & low, 0x9e3779b1) ^
    Math.imul(wordBefore(bytes, end - 4) & high, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> (32 - HASH_BITS);
}

/** Each window is the part of its literal that slows the scan down least, given those of the literals before it. */
export function buildShiftTable(table: LiteralTable, frequency: BlockFrequency): ShiftTable {
  const window = Math.min(table.shortest, LONGEST_WINDOW);
  const shifts = new Uint8Array(1 << HASH_BITS).fill(window - BLOCK + 1);
  const anchors = new Uint32Array(table.count);
  const bucketOf = new Uint32Array(table.count);
  const masks = { low: maskOf(window), high: maskOf(window - WORD) };

  for (let literal = 0; literal < table.count; literal += 1) {
    const start = table.offsets[literal] ?? 0;
    const anchor = cheapestAnchor(table, literal, { window, shifts, frequency });
    anchors[literal] = anchor;
    for (let end = BLOCK; end <= window; end += 1) {
      const hash = hashAt(table.bytes, start + anchor + end - BLOCK);
      const shift = shifts[hash] ?? 0;
      if (end === window) shifts[hash] = FOUND | 1;
      else if (shift < FOUND) shifts[hash] = Math.min(shift, window - end);
    }
    bucketOf[literal] = hashWindow(table.bytes, start + anchor + window, masks);
  }
  return { window, shifts, anchors, masks, buckets: groupByBucket(1 << HASH_BITS, bucketOf) };
}

/** Selects the last `count` bytes of a little-endian word. */
function maskOf(count: number): number {
  if (count >= WORD) return -1;
  return count <= 0 ? 0 : -1 << (8 * (WORD - count));
}

function wordBefore(bytes: Uint8Array, end: number): number {
  return (
    (bytes[end - 4] ?? 0) |
    ((bytes[end - 3] ?? 0) << 8) |
    ((bytes[end - 2] ?? 0) << 16) |
    ((bytes[end - 1] ?? 0) << 24)
  );
}

interface Placement {
  readonly window: number;
  readonly shifts: Uint8Array;
  readonly frequency: BlockFrequency;
}

function cheapestAnchor(table: LiteralTable, literal: number, placement: Placement): number {
  const start = table.offsets[literal] ?? 0;
  const last = (table.offsets[literal + 1] ?? 0) - start - placement.window;
  let best = { anchor: 0, cost: Infinity };
  for (let anchor = 0; anchor <= last; anchor += 1) {
    const cost = addedCost(table.bytes, start + anchor, placement);
    if (cost < best.cost) best = { anchor, cost };
  }
  return best.anchor;
}

/** What a window at this place adds to the steps of a scan, by how often its blocks turn up. */
function addedCost(bytes: Uint8Array, from: number, placement: Placement): number {
  const { window, shifts, frequency } = placement;
  const ending = from + window - BLOCK;
  let cost = frequency(bytes, ending) * VERIFY_STEPS;
  for (let at = from; at <= ending; at += 1) {
    const now = (shifts[hashAt(bytes, at)] ?? 0) & SHIFT_BITS;
    const then = Math.max(1, ending - at);
    if (then < now) cost += frequency(bytes, at) * (1 / then - 1 / now);
  }
  return cost;
}
