import { SHORTEST_LITERAL } from './literal-scanner.js';

/** All literals as one block of bytes; literal `i` is `bytes[offsets[i] .. offsets[i + 1])`. */
export interface LiteralTable {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
  readonly count: number;
  readonly shortest: number;
}

/** @throws RangeError when there is no literal, or one too short to search for */
export function buildLiteralTable(literals: readonly Uint8Array[]): LiteralTable {
  const shortest = Math.min(...literals.map((literal) => literal.length));
  if (literals.length === 0 || shortest < SHORTEST_LITERAL) {
    throw new RangeError(`A scanner needs literals of at least ${String(SHORTEST_LITERAL)} bytes.`);
  }
  const offsets = new Uint32Array(literals.length + 1);
  literals.forEach((literal, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + literal.length;
  });
  const bytes = new Uint8Array(offsets[literals.length] ?? 0);
  literals.forEach((literal, index) => {
    bytes.set(literal, offsets[index]);
  });
  return { bytes, offsets, count: literals.length, shortest };
}

/** Items grouped by bucket: those of bucket `b` are `items[starts[b] .. starts[b + 1])`. */
export interface Buckets {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

export function groupByBucket(bucketCount: number, bucketOf: Uint32Array): Buckets {
  const starts = new Uint32Array(bucketCount + 1);
  for (const bucket of bucketOf) starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  }
  const next = starts.slice();
  const items = new Uint32Array(bucketOf.length);
  bucketOf.forEach((bucket, item) => {
    const at = next[bucket] ?? 0;
    items[at] = item;
    next[bucket] = at + 1;
  });
  return { starts, items };
}
