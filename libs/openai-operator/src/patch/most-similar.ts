/** The stretch of a file that has most words in common with what was searched for. */
export function mostSimilar(lines: readonly string[], search: readonly string[]): string[] {
  const wanted = new Set(wordsOf(search.join('\n')));
  let best = 0;
  let bestScore = -1;
  const scores = lines.map((line) => wordsOf(line).filter((word) => wanted.has(word)).length);
  for (let at = 0; at < lines.length; at += 1) {
    const score = scores.slice(at, at + search.length).reduce((sum, own) => sum + own, 0);
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return lines.slice(best, best + search.length);
}

function wordsOf(text: string): string[] {
  return text.match(/[\w$]+/g) ?? [];
}
