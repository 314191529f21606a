/** `; did you mean "auto"?` where one of the words is close to what was written, else nothing. */
export function didYouMean(written: string, words: readonly string[]): string {
  const wanted = normalise(written);
  const [closest] = words
    .map((word) => ({ word, distance: editDistance(wanted, normalise(word)) }))
    .filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return closest === undefined ? '' : `; did you mean "${closest.word}"?`;
}

function normalise(word: string): string {
  return word.slice(0, 100).toLowerCase().replaceAll(/[_\s]/g, '-');
}

/** Optimal string alignment: how many letters to add, drop, change or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (older[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    older = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
