const HASH_BITS = 11;
const BLOCK = 3;
const MARKS_PER_TEXT = 4;
/** For fewer patterns, asking each is cheaper than reading the line. */
const FEW = 4;

/** Tells the patterns apart that share what was found in a line, by what else each of them needs. */
export class LineFilter {
  /** Per pattern, hashes of blocks of three bytes that stand in every line in which it matches. */
  private readonly marks = new Map<number, readonly number[]>();
  /** Per hash, the number of the last line that had it. */
  private readonly lastSeen = new Uint32Array(1 << HASH_BITS);
  private line = 0;

  /** @param certain per pattern in `patterns`, the texts that every match contains as they are */
  constructor(patterns: readonly number[], certain: readonly (readonly string[])[]) {
    patterns.forEach((pattern, index) => {
      this.marks.set(pattern, (certain[index] ?? []).flatMap(marksOf));
    });
  }

  /** Those of the patterns that may match in `bytes[start .. end)`. */
  narrow(
    patterns: readonly number[],
    bytes: Uint8Array,
    start: number,
    end: number,
  ): readonly number[] {
    if (patterns.length < FEW) return patterns;
    this.read(bytes, start, end);
    return patterns.filter((pattern) => this.mayMatch(pattern));
  }

  private read(bytes: Uint8Array, start: number, end: number): void {
    this.line += 1;
    for (let at = start; at + BLOCK <= end; at += 1) this.lastSeen[hashAt(bytes, at)] = this.line;
  }

  private mayMatch(pattern: number): boolean {
    for (const mark of this.marks.get(pattern) ?? [])
      if (this.lastSeen[mark] !== this.line) return false;
    return true;
  }
}

/** Hashes of a few blocks of the text, from its first to its last. */
function marksOf(text: string): number[] {
  const bytes = Buffer.from(text);
  const last = bytes.length - BLOCK;
  if (last < 0) return [];
  return Array.from({ length: MARKS_PER_TEXT }, (_, mark) =>
    hashAt(bytes, Math.round((last * mark) / (MARKS_PER_TEXT - 1))),
  );
}

function hashAt(bytes: Uint8Array, at: number): number {
  const block = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  return Math.imul(block, 0x9e3779b1) >>> (32 - HASH_BITS);
}
