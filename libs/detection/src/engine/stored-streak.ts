import type { EvidenceRecord } from '@app/contracts';

/** An unfinished streak as it survives a restart. Plain JSON. */
export interface StreakState {
  /** Of the pattern's definition: a streak of another definition is dropped. */
  readonly fingerprint: string;
  /** The stream that the streak belongs to; empty where it spans all sources of the pattern. */
  readonly stream: string;
  /** Values of the pattern's `groupBy`, in its order. */
  readonly group: readonly string[];
  /** Matches so far. */
  readonly length: number;
  /** When they happened, ascending, in milliseconds since the epoch; empty where no window ages them out. */
  readonly times: readonly number[];
  /** The newest of them. */
  readonly records: readonly EvidenceRecord[];
}

export interface StoredStreak {
  /** Unique over all patterns. */
  readonly key: string;
  readonly patternId: string;
  readonly state: StreakState;
}
