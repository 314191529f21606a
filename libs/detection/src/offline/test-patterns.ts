import type { ObservedMatch } from '../engine/engine-observer.js';
import { PatternEngine } from '../engine/pattern-engine.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { PatternTally, type PatternReport } from './pattern-tally.js';
import { everywhere, offlineChunks } from './offline-chunks.js';

const NEWLINE = 10;

export interface PatternTestOptions {
  /** Name of the file, for evidence. */
  readonly path: string;
  /** Time of lines that don't say theirs; milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Runs patterns over a log from its beginning, as the watchdog would, without any consequence. Each
 * pattern sees the file, whatever its `sources`.
 *
 * @param log bytes in pieces of any size, for instance a file's read stream
 * @returns one report per pattern, in their order
 */
export async function testPatterns(
  patterns: readonly ResolvedPattern[],
  log: AsyncIterable<Uint8Array>,
  { path, now }: PatternTestOptions,
): Promise<readonly PatternReport[]> {
  const tallies = new Map(patterns.map((pattern) => [pattern.id, new PatternTally(pattern)]));
  const lines = new LineNumbers();
  const engine = new PatternEngine((match: ObservedMatch) => {
    tallies.get(match.patternId)?.count(match, lines.at(match.offset));
  });
  engine.configure(everywhere(patterns));
  for await (const chunk of offlineChunks(log, { path, now: () => now })) {
    lines.begin(chunk.bytes, chunk.offset);
    engine.process(chunk);
    lines.end();
  }
  return [...tallies.values()].map((tally) => tally.report());
}

/** Turns byte offsets, which come in ascending order, into line numbers from 1. */
class LineNumbers {
  private bytes: Uint8Array = new Uint8Array(0);
  private offset = 0;
  private counted = 0;
  private line = 1;

  begin(bytes: Uint8Array, offset: number): void {
    this.bytes = bytes;
    this.offset = offset;
    this.counted = 0;
  }

  at(offset: number): number {
    const until = offset - this.offset;
    for (;;) {
      const newline = this.bytes.indexOf(NEWLINE, this.counted);
      if (newline === -1 || newline >= until) return this.line;
      this.counted = newline + 1;
      this.line += 1;
    }
  }

  end(): void {
    this.at(this.offset + this.bytes.length);
  }
}
