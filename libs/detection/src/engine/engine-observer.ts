/** One line that a pattern matched. */
export interface ObservedMatch {
  readonly patternId: string;
  readonly streakKey: string;
  /** Byte offset of the line in its file. */
  readonly offset: number;
  /** When it happened, in milliseconds since the epoch; worked out when asked. */
  readonly at: () => number;
  /** Matches in a row, with this one. */
  readonly length: number;
  /** Whether this one exceeded the limit. */
  readonly raised: boolean;
}

/** Looks over the engine's shoulder, for people who try out their patterns. */
export type EngineObserver = (match: ObservedMatch) => void;
