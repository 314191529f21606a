/** Bytes of log text from the commonest down; what is not here is rare. */
const FROM_COMMON_TO_RARE =
  ' e0t1aino2sr3l4d5c6:p7u8-9m./g="fhb,y_[]()TAEINSRCDOLPMvwkxUFBGH\'VWKqjzXY{}QJZ<>|@;&#%+*!?$^~`\\';

const ranks = new Uint8Array(256);
for (const [index, character] of Array.from(FROM_COMMON_TO_RARE).entries()) {
  ranks[character.charCodeAt(0)] = FROM_COMMON_TO_RARE.length - index;
}

/** How common three bytes in a row are likely to be; more is commoner. */
export function commonness(bytes: Uint8Array, at: number): number {
  return (
    (ranks[bytes[at] ?? 0] ?? 0) +
    (ranks[bytes[at + 1] ?? 0] ?? 0) +
    (ranks[bytes[at + 2] ?? 0] ?? 0)
  );
}
