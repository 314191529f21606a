import type { Chunk } from '@app/contracts';
import { RE2JS } from 're2js';
import type { ResolvedPattern } from '../src/pattern-config/pattern-config.js';

/** What a detection amounts to, for comparison. */
export interface NaiveDetection {
  readonly patternId: string;
  readonly group: readonly string[];
  readonly occurrences: number;
  /** Byte offset of the line that exceeded the limit last. */
  readonly offset: number;
}

interface NaiveStreak {
  readonly patternId: string;
  readonly stream: string;
  readonly group: readonly string[];
  times: number[];
}

/**
 * The semantics of patterns written down as plainly as possible: each line of each chunk is decoded
 * and asked of each pattern, one after the other. The reference for the engine.
 */
export class NaiveEngine {
  private readonly streaks = new Map<string, NaiveStreak>();

  constructor(
    private readonly patterns: readonly ResolvedPattern[],
    private readonly timeOf: (line: string) => number,
  ) {}

  process(chunk: Chunk): NaiveDetection[] {
    const detections = new Map<string, NaiveDetection>();
    let offset = chunk.offset;
    for (const bytes of splitLines(Buffer.from(chunk.bytes))) {
      const line = bytes.toString('utf8').replace(/\r?\n?$/, '');
      for (const pattern of this.patterns) {
        if (pattern.sources && !pattern.sources.includes(chunk.sourceId)) continue;
        const group = this.look(pattern, chunk.streamId, line);
        if (!group) continue;
        const key = JSON.stringify([pattern.id, group]);
        const occurrences = (detections.get(key)?.occurrences ?? 0) + 1;
        detections.set(key, { patternId: pattern.id, group, occurrences, offset });
      }
      offset += bytes.length;
    }
    return [...detections.values()];
  }

  /** Streak lengths by pattern, stream and group. */
  lengths(): Record<string, number> {
    return Object.fromEntries(
      [...this.streaks].map(([key, { times }]) => [key, times.length] as const).sort(),
    );
  }

  /** The group whose limit the line exceeds. */
  private look(pattern: ResolvedPattern, stream: string, line: string): string[] | undefined {
    const find = (sources: readonly string[]) =>
      sources
        .map((source) =>
          RE2JS.compile(source, pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0).exec(line),
        )
        .find((match) => match !== null);
    const values = (match: ReturnType<typeof find>) =>
      pattern.groupBy.map(
        (name) =>
          (match as unknown as { groups?: Record<string, string | undefined> }).groups?.[name],
      );

    const recovery = typeof pattern.resetOn === 'object' ? find(pattern.resetOn.match) : undefined;
    if (recovery) {
      this.end(pattern, ({ group }) =>
        values(recovery).every((value, index) => value === undefined || value === group[index]),
      );
      return undefined;
    }
    const match = find(pattern.match);
    if (match && !find(pattern.exclude))
      return this.count(
        pattern,
        stream,
        values(match).map((value) => value ?? ''),
        this.timeOf(line),
      );
    if (pattern.resetOn === 'non-match' && !/^(\s|at |Caused by:|$)|^[}\]]$/.test(line))
      this.end(pattern, (streak) => streak.stream === stream);
    return undefined;
  }

  private count(
    pattern: ResolvedPattern,
    anyStream: string,
    group: string[],
    at: number,
  ): string[] | undefined {
    const stream = pattern.resetOn === 'non-match' ? anyStream : '';
    const key = JSON.stringify([pattern.id, stream, ...group]);
    const streak = this.streaks.get(key) ?? { patternId: pattern.id, stream, group, times: [] };
    const oldest = at - (pattern.withinSeconds ?? Infinity) * 1_000;
    streak.times = [...streak.times, at].filter((time) => time >= oldest);
    this.streaks.set(key, streak);
    if (streak.times.length <= pattern.maxStreak) return undefined;
    this.streaks.delete(key);
    return group;
  }

  private end(pattern: ResolvedPattern, which: (streak: NaiveStreak) => boolean): void {
    for (const [key, streak] of this.streaks) {
      if (streak.patternId === pattern.id && which(streak)) this.streaks.delete(key);
    }
  }
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf('\n', start);
    const end = newline === -1 ? bytes.length : newline + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}
