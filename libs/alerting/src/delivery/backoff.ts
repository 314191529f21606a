const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait before the next try: doubling from a second to five minutes, spread by half.
 *
 * @param attempts tries so far, from 1
 * @param random from 0 to 1
 */
export function backoffMs(attempts: number, random: number): number {
  return Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS) * (0.5 + random / 2);
}
