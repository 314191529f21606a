export const HASH_BITS = 15;

/** The three bytes at a place, hashed to HASH_BITS. */
export function hashAt(bytes: Uint8Array, at: number): number {
  return hashBlock(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
}

export function hashBlock(b0: number, b1: number, b2: number): number {
  const word = (b0 << 8) | (b1 << 16) | (b2 << 24);
  return Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
}
