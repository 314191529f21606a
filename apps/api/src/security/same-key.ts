import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing about how much of the key is right, nor how long it is. */
export function sameKey(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
