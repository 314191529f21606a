import type { Chunk } from '@app/contracts';
import { lineTime } from '../engine/line-time.js';
import { PatternEngine } from '../engine/pattern-engine.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';
import { everywhere, offlineChunk } from './offline-chunks.js';
import { wholeLines } from './whole-lines.js';

const NEWLINE = 10;

/** Time that a replay may move. */
export interface ReplayClock {
  now(): number;
  /** Lets everything happen that falls due on the way. */
  advance(ms: number): Promise<void>;
}

export interface ReplayedLog {
  readonly patterns: readonly ResolvedPattern[];
  readonly path: string;
  readonly clock: ReplayClock;
}

/**
 * A log as it once came: cut before each line that a pattern matches, with the clock moved to that
 * line's own time. Lines that say no time come right after those before them.
 */
export async function* replayedChunks(
  log: AsyncIterable<Uint8Array>,
  { patterns, path, clock }: ReplayedLog,
): AsyncGenerator<Chunk> {
  const matched = new Set<number>();
  const engine = new PatternEngine((match) => matched.add(match.offset));
  engine.configure(everywhere(patterns));
  const about = { path, now: () => clock.now() };
  for await (const { bytes, offset } of wholeLines(log)) {
    matched.clear();
    engine.process(offlineChunk(bytes, offset, about));
    const starts = [...matched].map((at) => at - offset).sort((a, b) => a - b);
    const cuts = [...new Set([0, ...starts])];
    for (const [index, start] of cuts.entries()) {
      if (starts.includes(start)) await clock.advance(waitUntil(bytes, start, clock.now()));
      yield offlineChunk(bytes.subarray(start, cuts[index + 1]), offset + start, about);
    }
  }
}

/** When the first line that says its time was written; undefined when none of the first lines does. */
export function firstTime(bytes: Uint8Array, now: number): number | undefined {
  for (const line of Buffer.from(bytes).toString('utf8').split('\n')) {
    const time = lineTime(line, now);
    if (time !== undefined) return time;
  }
  return undefined;
}

function waitUntil(bytes: Uint8Array, start: number, now: number): number {
  const newline = bytes.indexOf(NEWLINE, start);
  const end = newline === -1 ? bytes.length : newline;
  const text = Buffer.from(bytes.subarray(start, end)).toString('utf8');
  return Math.max(0, (lineTime(text, Date.now()) ?? now) - now);
}
