import type { BlockFrequency } from './block-frequency.js';
import { type Buckets, groupByBucket, type LiteralTable } from './literal-table.js';

const BUCKETS = 8;
const FINGERPRINT = 3;
const MASK_BYTES = 16;

/** Teddy's tables: a fingerprint of three bytes per literal, in eight buckets. */
export interface NibbleMasks {
  /** For each fingerprint byte, low then high nibble: 16 bytes whose bits are the buckets. */
  readonly nibbles: Uint8Array;
  readonly buckets: Buckets;
  /** Where each literal's fingerprint begins in it. */
  readonly anchors: Uint32Array;
}

export function buildNibbleMasks(table: LiteralTable, frequency: BlockFrequency): NibbleMasks {
  const anchors = new Uint32Array(table.count);
  for (let literal = 0; literal < table.count; literal += 1)
    anchors[literal] = rarestFingerprint(table, literal, frequency);
  const bucketOf = spreadOverBuckets(table, anchors);

  const nibbles = new Uint8Array(FINGERPRINT * 2 * MASK_BYTES);
  bucketOf.forEach((bucket, literal) => {
    const at = (table.offsets[literal] ?? 0) + (anchors[literal] ?? 0);
    for (let byte = 0; byte < FINGERPRINT; byte += 1) {
      const value = table.bytes[at + byte] ?? 0;
      const low = byte * 2 * MASK_BYTES + (value & 15);
      const high = (byte * 2 + 1) * MASK_BYTES + (value >> 4);
      nibbles[low] = (nibbles[low] ?? 0) | (1 << bucket);
      nibbles[high] = (nibbles[high] ?? 0) | (1 << bucket);
    }
  });
  return { nibbles, anchors, buckets: groupByBucket(BUCKETS, bucketOf) };
}

/** Neighbours in the order of their fingerprints share a bucket: alike nibbles let through least else. */
function spreadOverBuckets(table: LiteralTable, anchors: Uint32Array): Uint32Array {
  const fingerprint = (literal: number): number => {
    const at = (table.offsets[literal] ?? 0) + (anchors[literal] ?? 0);
    return (
      ((table.bytes[at] ?? 0) << 16) |
      ((table.bytes[at + 1] ?? 0) << 8) |
      (table.bytes[at + 2] ?? 0)
    );
  };
  const order = Array.from({ length: table.count }, (_, literal) => literal).sort(
    (a, b) => fingerprint(a) - fingerprint(b),
  );
  const bucketOf = new Uint32Array(table.count);
  order.forEach((literal, rank) => {
    bucketOf[literal] = Math.floor((rank * BUCKETS) / table.count);
  });
  return bucketOf;
}

function rarestFingerprint(
  table: LiteralTable,
  literal: number,
  frequency: BlockFrequency,
): number {
  const start = table.offsets[literal] ?? 0;
  const last = (table.offsets[literal + 1] ?? 0) - start - FINGERPRINT;
  let best = 0;
  for (let anchor = 1; anchor <= last; anchor += 1) {
    if (frequency(table.bytes, start + anchor) < frequency(table.bytes, start + best))
      best = anchor;
  }
  return best;
}
