import { createHash } from 'node:crypto';

const LONGEST_GROUP_VALUE = 100;

/** A captured value as part of a key: long ones are cut, and told apart by their hash. */
export function groupValue(capture: string | undefined): string {
  const value = capture ?? '';
  if (value.length <= LONGEST_GROUP_VALUE) return value;
  const hash = createHash('sha256').update(value).digest('hex').slice(0, 12);
  return `${Array.from(value).slice(0, LONGEST_GROUP_VALUE).join('')}…${hash}`;
}

/** Names one streak among all; `stream` is empty where the streak spans all sources of the pattern. */
export function streakKey(patternId: string, stream: string, group: readonly string[]): string {
  return JSON.stringify([patternId, stream, ...group]);
}

/** `pattern:api-crash`, or `pattern:api-crash/TypeError` for a group: the same trouble, the same key. */
export function detectionKey(patternId: string, group: readonly string[]): string {
  return [`pattern:${patternId}`, ...group.map(escape)].join('/');
}

/** Keeps values apart from the separator, and control characters out of terminals. */
function escape(value: string): string {
  return value.replaceAll(/[%/\p{C}]/gu, (character) => encodeURIComponent(character));
}
