// The hot loops of the literal scanner, in AssemblyScript: compiled to WebAssembly by `npm run build:wasm`.
// Every address comes from the host, which lays out the memory (src/wasm-scanner.ts) and builds the
// tables (src/tables.ts); src/plain-scanner.ts is the same algorithm in plain TypeScript.

const NEWLINE: u8 = 10;
/** Bytes of one hit: line start, line end, literal, each 32 bits. */
const HIT_BYTES: usize = 12;

let out: usize = 0;
let outEnd: usize = 0;
let inputStart: usize = 0;
let inputEnd: usize = 0;
let literalOffsets: usize = 0;
let literalBytes: usize = 0;
/** For each literal, how far its fingerprint lies behind its first byte. */
let anchors: usize = 0;

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
  store<u32>(out, <u32>(lineStart(start) - inputStart));
  store<u32>(out + 4, <u32>(lineEnd(start) - inputStart));
  store<u32>(out + 8, literal);
  out += HIT_BYTES;
  return true;
}

function begin(input: usize, length: usize, output: usize, capacity: usize): void {
  inputStart = input;
  inputEnd = input + length;
  out = output;
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

  while (p0 < end0 && p1 < end1 && p2 < end2 && p3 < end3) {
    const h0 = <usize>load<u8>(shifts + blockHash(p0 + tail));
    const h1 = <usize>load<u8>(shifts + blockHash(p1 + tail));
    const h2 = <usize>load<u8>(shifts + blockHash(p2 + tail));
    const h3 = <usize>load<u8>(shifts + blockHash(p3 + tail));
    // A store that is overwritten next time unless the shift is 0: no branch to mispredict.
    store<u32>(q0, <u32>(p0 - input));
    store<u32>(q1, <u32>(p1 - input));
    store<u32>(q2, <u32>(p2 - input));
    store<u32>(q3, <u32>(p3 - input));
    q0 += (<usize>(h0 == 0)) << 2;
    q1 += (<usize>(h1 == 0)) << 2;
    q2 += (<usize>(h2 == 0)) << 2;
    q3 += (<usize>(h3 == 0)) << 2;
    p0 += h0 + <usize>(h0 == 0);
    p1 += h1 + <usize>(h1 == 0);
    p2 += h2 + <usize>(h2 == 0);
    p3 += h3 + <usize>(h3 == 0);
    if (q0 >= f0 || q1 >= f1 || q2 >= f2 || q3 >= f3) return -1;
  }
  q0 = finishLane(p0, end0, tail, shifts, q0, f0);
  q1 = finishLane(p1, end1, tail, shifts, q1, f1);
  q2 = finishLane(p2, end2, tail, shifts, q2, f2);
  q3 = finishLane(p3, end3, tail, shifts, q3, f3);
  if (q0 == 0 || q1 == 0 || q2 == 0 || q3 == 0) return -1;

  if (!verifyLane(s0, q0, tail, bucketStarts, bucketItems)) return -1;
  if (!verifyLane(s1, q1, tail, bucketStarts, bucketItems)) return -1;
  if (!verifyLane(s2, q2, tail, bucketStarts, bucketItems)) return -1;
  if (!verifyLane(s3, q3, tail, bucketStarts, bucketItems)) return -1;
  return hitCount(output);
}

/** Returns where the queue ends now, or 0 when it is full. */
function finishLane(from: usize, end: usize, tail: usize, shifts: usize, queue: usize, full: usize): usize {
  let at = from;
  let q = queue;
  while (at < end) {
    const shift = <usize>load<u8>(shifts + blockHash(at + tail));
    if (shift == 0) {
      if (q >= full) return 0;
      store<u32>(q, <u32>(at - inputStart));
      q += 4;
      at += 1;
    } else {
      at += shift;
    }
  }
  return q;
}

function verifyLane(from: usize, to: usize, tail: usize, bucketStarts: usize, bucketItems: usize): bool {
  for (let q = from; q < to; q += 4) {
    const position = inputStart + <usize>load<u32>(q);
    const bucket = <u32>blockHash(position + tail);
    if (!verifyBucket(position, bucket, bucketStarts, bucketItems)) return false;
  }
  return true;
}
