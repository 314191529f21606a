const UPPER_A = 65;
const UPPER_Z = 90;
const TO_LOWER = 32;

/** A copy with its ASCII letters in lower case; undefined when others fold into ASCII (U+017F, U+212A). */
export function foldCase(bytes: Uint8Array): Uint8Array | undefined {
  const folded = bytes.slice();
  for (let at = 0; at < folded.length; at += 1) {
    const byte = folded[at] ?? 0;
    if (byte >= UPPER_A && byte <= UPPER_Z) folded[at] = byte + TO_LOWER;
    else if (byte === 0xc5 && folded[at + 1] === 0xbf) return undefined;
    else if (byte === 0xe2 && folded[at + 1] === 0x84 && folded[at + 2] === 0xaa) return undefined;
  }
  return folded;
}
