/**
 * What is there more often than before, told apart by a key: findings move with the lines around them, so
 * their place says nothing.
 */
export function moreThanBefore<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (finding: T) => string,
): T[] {
  const left = new Map<string, number>();
  for (const finding of before) left.set(keyOf(finding), (left.get(keyOf(finding)) ?? 0) + 1);
  return after.filter((finding) => {
    const known = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), known - 1);
    return known <= 0;
  });
}
