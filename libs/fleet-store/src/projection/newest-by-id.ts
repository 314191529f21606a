interface Row {
  readonly id: string;
  readonly sequence: string | number;
}

/**
 * One row for each id: the one with the highest number, or what `merge` makes of two. In the order of
 * ids: writers that lock rows in one order never wait for one another in a circle.
 */
export function newestById<T extends Row>(
  rows: readonly (T | undefined)[],
  merge: (older: T, newer: T) => T = (_older, newer) => newer,
): T[] {
  const newest = new Map<string, T>();
  for (const row of rows) {
    if (!row) continue;
    const known = newest.get(row.id);
    newest.set(row.id, known ? merge(...inOrder(known, row)) : row);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function inOrder<T extends Row>(one: T, other: T): [older: T, newer: T] {
  return Number(one.sequence) <= Number(other.sequence) ? [one, other] : [other, one];
}
