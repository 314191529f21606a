// The hot loops of the literal scanner, in AssemblyScript: compiled to WebAssembly by `npm run build:wasm`.
// Every address comes from the host, which lays out the memory (src/wasm-scanner.ts) and builds the
// tables (src/tables.ts); src/plain-scanner.ts is the same algorithm in plain TypeScript.

const NEWLINE: u8 = 10;
/** Bytes of one hit: line start, line end, literal, each 32 bits. */
const HIT_BYTES: usize = 12;
/** A window is at most 24 bytes, so a shift is less than 32. */
const LONGEST_SHIFT_BITS: usize = 5;

let out: usize = 0;
let outEnd: usize = 0;
let inputStart: usize = 0;
let inputEnd: usize = 0;
let literalOffsets: usize = 0;
let literalBytes: usize = 0;
/** For each literal, how far its fingerprint lies behind its first byte. */
let anchors: usize = 0;
/** The line of the last hit: without it many hits in one long line would cost its length each. */
let hitLineStart: usize = 0;
let hitLineEnd: usize = 0;

export function layout(offsets: usize, bytes: usize, anchorTable: usize): void {
  literalOffsets = offsets;
  literalBytes = bytes;
  anchors = anchorTable;
}

@inline
function matchesAt(position: usize, from: usize, to: usize): bool {
  let at = position;
  let literal = from;
  while (literal + 8 <= to) {
    if (load<u64>(at) != load<u64>(literal)) return false;
    at += 8;
    literal += 8;
  }
  while (literal < to) {
    if (load<u8>(at) != load<u8>(literal)) return false;
    at += 1;
    literal += 1;
  }
  return true;
}

function lineStart(position: usize): usize {
  let at = position;
  while (at - 16 >= inputStart) {
    const newlines = i8x16.bitmask(i8x16.eq(v128.load(at - 16), i8x16.splat(NEWLINE)));
    if (newlines != 0) return at - 16 + (32 - clz(newlines));
    at -= 16;
  }
  while (at > inputStart && load<u8>(at - 1) != NEWLINE) at -= 1;
  return at;
}

/** The position of the next newline at or after `position`, or the end of the input. */
function lineEnd(position: usize): usize {
  let at = position;
  while (at + 16 <= inputEnd) {
    const newlines = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(NEWLINE)));
    if (newlines != 0) return at + ctz(newlines);
    at += 16;
  }
  while (at < inputEnd && load<u8>(at) != NEWLINE) at += 1;
  return at;
}

/** Verifies one literal whose fingerprint begins at `position`; false when the output is full. */
function report(position: usize, literal: u32): bool {
  const start = position - load<u32>(anchors + ((<usize>literal) << 2));
  const from = literalBytes + load<u32>(literalOffsets + ((<usize>literal) << 2));
  const to = literalBytes + load<u32>(literalOffsets + ((<usize>literal) << 2) + 4);
  if (start < inputStart || start + (to - from) > inputEnd) return true;
  if (!matchesAt(start, from, to)) return true;
  if (out + HIT_BYTES > outEnd) return false;
  if (start < hitLineStart || start >= hitLineEnd) {
    hitLineStart = lineStart(start);
    hitLineEnd = lineEnd(start);
  }
  store<u32>(out, <u32>(hitLineStart - inputStart));
  store<u32>(out + 4, <u32>(hitLineEnd - inputStart));
  store<u32>(out + 8, literal);
  out += HIT_BYTES;
  return true;
}

/**
 * Turns ASCII letters to lower case, in place. Returns false when the input holds U+017F or U+212A, which
 * are an s and a k where case is ignored. The host leaves zeroes behind the input.
 */
export function fold(input: usize, length: usize): bool {
  const end = input + length;
  let strange = i8x16.splat(0);
  for (let at = input; at < end; at += 16) {
    const a = v128.load(at);
    const b = v128.load(at, 1);
    const longS = v128.and(i8x16.eq(a, i8x16.splat(<i8>0xc5)), i8x16.eq(b, i8x16.splat(<i8>0xbf)));
    const kelvin = v128.and(
      v128.and(i8x16.eq(a, i8x16.splat(<i8>0xe2)), i8x16.eq(b, i8x16.splat(<i8>0x84))),
      i8x16.eq(v128.load(at, 2), i8x16.splat(<i8>0xaa)),
    );
    strange = v128.or(strange, v128.or(longS, kelvin));
    const upper = v128.and(i8x16.ge_u(a, i8x16.splat(65)), i8x16.le_u(a, i8x16.splat(90)));
    v128.store(at, v128.or(a, v128.and(upper, i8x16.splat(32))));
  }
  return !v128.any_true(strange);
}

function begin(input: usize, length: usize, output: usize, capacity: usize): void {
  inputStart = input;
  inputEnd = input + length;
  out = output;
  hitLineStart = 0;
  hitLineEnd = 0;
  outEnd = output + capacity * HIT_BYTES;
}

@inline
function hitCount(output: usize): i32 {
  return <i32>((out - output) / HIT_BYTES);
}

@inline
function verifyBucket(position: usize, bucket: u32, bucketStarts: usize, bucketItems: usize): bool {
  let item = load<u32>(bucketStarts + ((<usize>bucket) << 2));
  const end = load<u32>(bucketStarts + ((<usize>bucket) << 2) + 4);
  while (item < end) {
    if (!report(position, load<u32>(bucketItems + ((<usize>item) << 2)))) return false;
    item += 1;
  }
  return true;
}

/**
 * Up to about 40 literals: three nibble look-ups say for 16 positions at once which of eight buckets
 * may begin there ("Teddy", from Hyperscan). Returns the number of hits, or -1 when the output is full.
 */
export function scanFew(
  input: usize,
  length: usize,
  output: usize,
  capacity: usize,
  masks: usize,
  bucketStarts: usize,
  bucketItems: usize,
): i32 {
  begin(input, length, output, capacity);
  const low0 = v128.load(masks);
  const high0 = v128.load(masks, 16);
  const low1 = v128.load(masks, 32);
  const high1 = v128.load(masks, 48);
  const low2 = v128.load(masks, 64);
  const high2 = v128.load(masks, 80);
  const nibble = i8x16.splat(15);
  const zero = i8x16.splat(0);

  // The host leaves zeroes behind the input, so that reading past its end is harmless.
  for (let at = input; at < inputEnd; at += 16) {
    const a = v128.load(at);
    const b = v128.load(at, 1);
    const c = v128.load(at, 2);
    const candidates = v128.and(
      v128.and(
        v128.and(i8x16.relaxed_swizzle(low0, v128.and(a, nibble)), i8x16.relaxed_swizzle(high0, i8x16.shr_u(a, 4))),
        v128.and(i8x16.relaxed_swizzle(low1, v128.and(b, nibble)), i8x16.relaxed_swizzle(high1, i8x16.shr_u(b, 4))),
      ),
      v128.and(i8x16.relaxed_swizzle(low2, v128.and(c, nibble)), i8x16.relaxed_swizzle(high2, i8x16.shr_u(c, 4))),
    );
    if (!v128.any_true(candidates)) continue;
    let lanes: i32 = ~i8x16.bitmask(i8x16.eq(candidates, zero)) & 0xffff;
    const low = i64x2.extract_lane(candidates, 0);
    const high = i64x2.extract_lane(candidates, 1);
    while (lanes != 0) {
      const lane = ctz(lanes);
      lanes &= lanes - 1;
      const word: u64 = lane < 8 ? low : high;
      let buckets = <u32>((word >> (<u64>(lane & 7) << 3)) & 0xff);
      while (buckets != 0) {
        const bucket = ctz(buckets);
        buckets &= buckets - 1;
        if (!verifyBucket(at + lane, bucket, bucketStarts, bucketItems)) return -1;
      }
    }
  }
  return hitCount(output);
}

/** Of the eight bytes in front of `end`, those that every window has; as `hashWindow` in src/shift-table.ts. */
@inline
function windowHash(end: usize, highMask: u32, lowMask: u32): u32 {
  const mixed = (load<u32>(end - 4) & lowMask) * 0x9e3779b1 ^ (load<u32>(end - 8) & highMask) * 0x85ebca6b;
  return ((mixed ^ (mixed >>> 15)) * 0xc2b2ae35) >>> 17;
}

@inline
function blockHash(at: usize): usize {
  // Three bytes, hashed to 15 bits: the top bits of a multiplicative hash.
  return <usize>(((load<u32>(at) << 8) * 0x9e3779b1) >>> 17);
}

/**
 * Many literals: Wu-Manber. The last three bytes of a window of `window` bytes tell how far the next
 * window may lie; four windows move at once, a quarter of the input each, so that their loads overlap.
 * Returns the number of hits, or -1 when the output is full. Hits come quarter by quarter, in order.
 */
export function scanMany(
  input: usize,
  length: usize,
  output: usize,
  capacity: usize,
  window: usize,
  highMask: u32,
  lowMask: u32,
  shifts: usize,
  bucketStarts: usize,
  bucketItems: usize,
  spare: usize,
): i32 {
  begin(input, length, output, capacity);
  if (length < window) return 0;
  const tail = window - 3;
  const last = input + length - window;
  const quarter = (last + 1 - input) >> 2;
  const end0 = input + quarter;
  const end1 = end0 + quarter;
  const end2 = end1 + quarter;
  const end3 = last + 1;
  let p0 = input;
  let p1 = end0;
  let p2 = end1;
  let p3 = end2;

  // Positions whose block ends a window are kept per lane and verified afterwards, in order.
  const perLane = capacity;
  let q0 = spare;
  let q1 = spare + (perLane << 2);
  let q2 = q1 + (perLane << 2);
  let q3 = q2 + (perLane << 2);
  const s0 = q0;
  const s1 = q1;
  const s2 = q2;
  const s3 = q3;
  const f0 = s1;
  const f1 = s2;
  const f2 = s3;
  const f3 = s3 + (perLane << 2);

  for (;;) {
    // So many steps surely keep every lane within its part and every queue within its room.
    const steps = min(
      min(min(end0 - p0, end1 - p1), min(end2 - p2, end3 - p3)) >> LONGEST_SHIFT_BITS,
      min(min(f0 - q0, f1 - q1), min(f2 - q2, f3 - q3)) >> 2,
    );
    if (steps == 0) break;
    for (let step: usize = 0; step < steps; step += 1) {
    const h0 = <usize>load<u8>(shifts + blockHash(p0 + tail));
    const h1 = <usize>load<u8>(shifts + blockHash(p1 + tail));
    const h2 = <usize>load<u8>(shifts + blockHash(p2 + tail));
    const h3 = <usize>load<u8>(shifts + blockHash(p3 + tail));
    // A store that is overwritten next time unless this is a hit: no branch to mispredict.
    store<u32>(q0, <u32>(p0 - input));
    store<u32>(q1, <u32>(p1 - input));
    store<u32>(q2, <u32>(p2 - input));
    store<u32>(q3, <u32>(p3 - input));
    // A hit is 128 + 1: its flag, shifted, is the size of a queue entry; the rest is the way on.
    q0 += h0 >> 5;
    q1 += h1 >> 5;
    q2 += h2 >> 5;
    q3 += h3 >> 5;
    p0 += h0 & 31;
    p1 += h1 & 31;
    p2 += h2 & 31;
    p3 += h3 & 31;
    }
  }
  q0 = finishLane(p0, end0, tail, shifts, q0, f0);
  q1 = finishLane(p1, end1, tail, shifts, q1, f1);
  q2 = finishLane(p2, end2, tail, shifts, q2, f2);
  q3 = finishLane(p3, end3, tail, shifts, q3, f3);
  if (q0 == 0 || q1 == 0 || q2 == 0 || q3 == 0) return -1;

  if (!verifyLane(s0, q0, window, highMask, lowMask, bucketStarts, bucketItems)) return -1;
  if (!verifyLane(s1, q1, window, highMask, lowMask, bucketStarts, bucketItems)) return -1;
  if (!verifyLane(s2, q2, window, highMask, lowMask, bucketStarts, bucketItems)) return -1;
  if (!verifyLane(s3, q3, window, highMask, lowMask, bucketStarts, bucketItems)) return -1;
  return hitCount(output);
}

/** Returns where the queue ends now, or 0 when it is full. */
function finishLane(from: usize, end: usize, tail: usize, shifts: usize, queue: usize, full: usize): usize {
  let at = from;
  let q = queue;
  while (at < end) {
    const shift = <usize>load<u8>(shifts + blockHash(at + tail));
    if (q >= full) return 0;
    store<u32>(q, <u32>(at - inputStart));
    q += shift >> 5;
    at += shift & 31;
  }
  return q;
}

function verifyLane(
  from: usize,
  to: usize,
  window: usize,
  highMask: u32,
  lowMask: u32,
  bucketStarts: usize,
  bucketItems: usize,
): bool {
  for (let q = from; q < to; q += 4) {
    const position = inputStart + <usize>load<u32>(q);
    const bucket = windowHash(position + window, highMask, lowMask);
    if (!verifyBucket(position, bucket, bucketStarts, bucketItems)) return false;
  }
  return true;
}
