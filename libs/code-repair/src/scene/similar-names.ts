const MOST_EDITS = 2;

/** The names that are a slip away from one, the closest first; case and neighbours swapped count one. */
export function similarNames(name: string, known: Iterable<string>): string[] {
  const limit = name.length <= 3 ? 1 : MOST_EDITS;
  return [...new Set(known)]
    .filter((other) => other !== name && Math.abs(other.length - name.length) <= limit)
    .map((other) => ({ other, distance: distance(name, other) }))
    .filter((found) => found.distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .map(({ other }) => other);
}

/** Damerau and Levenshtein's: insertions, deletions, changes, and neighbours swapped. */
function distance(a: string, b: string): number {
  if (a.toLowerCase() === b.toLowerCase()) return 0.5;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_cell, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cell = (up: number, left: number): number =>
        rows[i - up]?.[j - left] ?? row[j - left] ?? 0;
      const changed = (rows[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? cell(2, 2) + 1
          : Infinity;
      row.push(Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Infinity;
}
