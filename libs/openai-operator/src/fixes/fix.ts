/**
 * `proposed`: waits until somebody approves it. `applying`: its file is being replaced. `applied`: in place, but nobody has restarted what runs.
 * `watching`: in force, and taken back if the error returns. `held`: the error stayed away long enough.
 * `reverted`: taken back. `changed`: the error returned, but the file is another by now.
 */
export type FixStatus =
  'proposed' | 'applying' | 'applied' | 'watching' | 'held' | 'reverted' | 'changed';

/** A patch that passed its gate and was put into the project, or may be. */
export interface Fix {
  /** That of its repair. */
  readonly id: string;
  /** The incident that the repair was for; null where the caller named none. */
  readonly incidentId: string | null;
  /** Which error in which file; empty where the log named none. */
  readonly fingerprint: string;
  /** From the project root. */
  readonly filePath: string;
  /** The whole text of the file. */
  readonly before: string;
  readonly after: string;
  readonly status: FixStatus;
  /** When it began to wait for approval, ISO 8601, UTC; null where it needed none. */
  readonly proposedAt: string | null;
  /** Since when it is in place or, while it is watched, in force; no more than a note while it waits. */
  readonly appliedAt: string;
  readonly watchUntil: string;
}
