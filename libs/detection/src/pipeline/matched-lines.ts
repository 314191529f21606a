import { PatternEngine } from '../engine/pattern-engine.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';

/**
 * Which patterns count which lines of a piece of a log, without any consequence.
 *
 * @param bytes whole lines
 * @returns ids of patterns by the byte offset at which their line begins
 */
export function matchedLines(
  patterns: readonly ResolvedPattern[],
  sourceId: string,
  bytes: Uint8Array,
  now: number,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  const engine = new PatternEngine(({ offset, patternId }) => {
    const ids = found.get(offset) ?? [];
    if (!ids.includes(patternId)) found.set(offset, [...ids, patternId]);
  });
  engine.configure(patterns);
  engine.process({
    sourceId,
    streamId: sourceId,
    path: '',
    bytes,
    offset: 0,
    arrivedAt: now,
    gapBytes: 0,
    checkpoint: {
      streamId: sourceId,
      sourceId,
      path: '',
      device: '',
      inode: '',
      offset: bytes.length,
      signatureLength: 0,
      signature: '',
    },
  });
  return found;
}
