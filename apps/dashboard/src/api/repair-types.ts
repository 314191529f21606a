/** What the REST API answers about code fixes. All times are ISO 8601, UTC. */

export type FixStatus =
  'proposed' | 'applying' | 'applied' | 'watching' | 'held' | 'reverted' | 'changed';

/** What became of a patch that passed its gate. */
export interface Fix {
  readonly status: FixStatus;
  readonly proposedAt: string | null;
  /** Until when a proposed patch may be applied. */
  readonly expiresAt: string | null;
  readonly appliedAt: string | null;
  /** Until when it is taken back if its error returns. */
  readonly watchUntil: string | null;
}

/** One repair of a file; `outcome` is null until it is done. */
export interface Repair {
  readonly id: string;
  readonly status: 'queued' | 'running' | 'done';
  readonly filePath: string | null;
  readonly route: string | null;
  readonly outcome: string | null;
  readonly message: string | null;
  readonly diff: string | null;
  readonly fix: Fix | null;
  readonly durationMs: number | null;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}
