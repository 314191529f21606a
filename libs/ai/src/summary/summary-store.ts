import type { ErrorSummary } from '@app/contracts';

export const SUMMARY_STORE = Symbol('SummaryStore');

/** What summaries may cost in a day (UTC). */
export interface SummaryLimits {
  readonly requests: number;
  readonly tokens: number;
}

/** What the model said of errors, and what that has cost. Times in ISO 8601, UTC. */
export interface SummaryStore {
  /** @param since an older summary does not count */
  find(fingerprint: string, since: string): Promise<ErrorSummary | undefined>;
  save(fingerprint: string, summary: ErrorSummary, at: string): Promise<void>;
  /** Counts one request and the tokens it may take; false, and nothing counted, when the day has no room. */
  reserve(day: string, tokens: number, limits: SummaryLimits): Promise<boolean>;
  /** Corrects what was reserved by what it was, which may be negative. */
  settle(day: string, tokens: number): Promise<void>;
}
