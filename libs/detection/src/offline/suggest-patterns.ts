import { type Template, TemplateMiner } from '@app/template-mining';
import { PatternEngine } from '../engine/pattern-engine.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { isErrorLike } from './error-like.js';
import { everywhere, offlineChunks, type OfflineLog } from './offline-chunks.js';
import { toPattern } from './to-pattern.js';

const NEWLINE = 10;
const LONGEST_LINE_BYTES = 4 * 1024;

/** A kind of trouble that no pattern knows, with an entry for the pattern file. */
export interface PatternSuggestion {
  readonly count: number;
  /** The newest line of this kind, as it was: not redacted. */
  readonly example: string;
  readonly id: string;
  /** RE2 syntax; matches every line of this kind. */
  readonly match: string;
}

/**
 * Groups the lines of a log that speak of trouble and that no pattern matches.
 *
 * @returns the most frequent kinds first, at most `limit`
 */
export async function suggestPatterns(
  patterns: readonly ResolvedPattern[],
  log: AsyncIterable<Uint8Array>,
  about: OfflineLog,
  limit = 20,
): Promise<readonly PatternSuggestion[]> {
  const known = new Set<number>();
  const engine = new PatternEngine(({ offset }) => known.add(offset));
  engine.configure(everywhere(patterns));
  const miner = new TemplateMiner();
  for await (const chunk of offlineChunks(log, about)) {
    known.clear();
    engine.process(chunk);
    for (const { text, offset } of linesOf(chunk.bytes, chunk.offset)) {
      if (!known.has(offset) && isErrorLike(text)) miner.add(text);
    }
  }
  return withOwnIds(merged(miner.templates()).slice(0, limit));
}

/** Templates that differ only in how their lines end come to the same expression. */
function merged(templates: readonly Template[]): readonly PatternSuggestion[] {
  const byMatch = new Map<string, PatternSuggestion>();
  for (const { text, count, example } of templates) {
    const { id, match } = toPattern(text);
    const first = byMatch.get(match) ?? { id, match, count: 0, example };
    byMatch.set(match, { ...first, count: first.count + count });
  }
  return [...byMatch.values()].sort((a, b) => b.count - a.count);
}

function withOwnIds(suggestions: readonly PatternSuggestion[]): readonly PatternSuggestion[] {
  const taken = new Map<string, number>();
  return suggestions.map((suggestion) => {
    const nth = (taken.get(suggestion.id) ?? 0) + 1;
    taken.set(suggestion.id, nth);
    return nth === 1 ? suggestion : { ...suggestion, id: `${suggestion.id}-${String(nth)}` };
  });
}

/** Lines that stand by themselves: what is indented belongs to the one above. */
function* linesOf(bytes: Uint8Array, offset: number): Generator<{ text: string; offset: number }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < buffer.length;) {
    const newline = buffer.indexOf(NEWLINE, start);
    const end = newline === -1 ? buffer.length : newline;
    const text = buffer
      .toString('utf8', start, Math.min(end, start + LONGEST_LINE_BYTES))
      .trimEnd();
    if (text !== '' && !/^\s/.test(text)) yield { text, offset: offset + start };
    start = end + 1;
  }
}
