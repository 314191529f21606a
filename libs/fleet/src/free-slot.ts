/**
 * Which slots one more holder may try to take, so that there are never more than `limit` holders.
 * Slots beyond the limit may be held, from a time when it was higher; each of them costs one below.
 *
 * @param held numbers of the slots that are held, from 0
 */
export function slotsToTry(held: ReadonlySet<number>, limit: number): readonly number[] {
  let usable = limit;
  while (usable > 0 && usable + heldFrom(held, usable) > limit) usable -= 1;
  return Array.from({ length: usable }, (_, slot) => slot).filter((slot) => !held.has(slot));
}

function heldFrom(held: ReadonlySet<number>, first: number): number {
  return [...held].filter((slot) => slot >= first).length;
}
