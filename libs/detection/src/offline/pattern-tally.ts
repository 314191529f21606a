import type { ObservedMatch } from '../engine/engine-observer.js';
import type { ResolvedPattern } from '../pattern-config/pattern-config.js';

const MOST_LISTED = 1_000;

/** A moment at which the pattern would have raised a detection. */
export interface WouldRaise {
  /** From 1. */
  readonly line: number;
  /** ISO 8601, UTC; the line's own time where it says one. */
  readonly at: string;
}

/** What a pattern made of a log. */
export interface PatternReport {
  readonly pattern: ResolvedPattern;
  readonly matchedLines: number;
  readonly longestStreak: number;
  readonly detections: number;
  /** The first thousand of them. */
  readonly raised: readonly WouldRaise[];
  /** Streaks that ended when one more match would have raised a detection. */
  readonly missedByOne: number;
}

/** Counts what the engine says of one pattern. */
export class PatternTally {
  private matchedLines = 0;
  private longestStreak = 0;
  private detections = 0;
  private missedByOne = 0;
  private readonly raised: WouldRaise[] = [];
  /** Streaks that stand right at the limit. */
  private readonly atLimit = new Set<string>();

  constructor(private readonly pattern: ResolvedPattern) {}

  count({ streakKey, length, raised, at }: ObservedMatch, line: number): void {
    this.matchedLines += 1;
    this.longestStreak = Math.max(this.longestStreak, length);
    const wasAtLimit = this.atLimit.delete(streakKey);
    if (wasAtLimit && !raised) this.missedByOne += 1;
    if (raised) this.raise({ line, at: new Date(at()).toISOString() });
    else if (length === this.pattern.maxStreak) this.atLimit.add(streakKey);
  }

  report(): PatternReport {
    return {
      pattern: this.pattern,
      matchedLines: this.matchedLines,
      longestStreak: this.longestStreak,
      detections: this.detections,
      raised: this.raised,
      missedByOne: this.missedByOne + this.atLimit.size,
    };
  }

  private raise(moment: WouldRaise): void {
    this.detections += 1;
    if (this.raised.length < MOST_LISTED) this.raised.push(moment);
  }
}
