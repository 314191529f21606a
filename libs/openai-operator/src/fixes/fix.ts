/**
 * `applying`: its file is being replaced. `applied`: in place, but nobody has restarted what runs.
 * `watching`: in force, and taken back if the error returns. `held`: the error stayed away long enough.
 * `reverted`: taken back. `changed`: the error returned, but the file is another by now.
 */
export type FixStatus = 'applying' | 'applied' | 'watching' | 'held' | 'reverted' | 'changed';

/** A patch that was put into the project. */
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
  /** Since when it is in place or, while it is watched, in force; ISO 8601, UTC. */
  readonly appliedAt: string;
  readonly watchUntil: string;
}
