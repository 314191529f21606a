/** One line of the trace file, beside its time. */
export interface TraceEntry {
  readonly event: 'started' | 'skipped' | 'finished';
  readonly task: string;
  readonly outcome?: 'success' | 'rejected' | 'refused' | 'failed' | 'cancelled';
  /** The end of what the task gave out or said, capped. */
  readonly message?: string;
  readonly durationMs?: number;
  /** Within a search: which candidate and round, from 1. */
  readonly candidate?: number;
  readonly round?: number;
}
