/** How a series of checks stands: nothing in it is time, so nothing grows old. */
export interface Run {
  /** Checks in a row over the limit. */
  readonly length: number;
  /** Those since the last detection. */
  readonly sinceRaised: number;
  /** A detection was raised, and the trouble has not ended since. */
  readonly raised: boolean;
}

export const quietRun: Run = { length: 0, sinceRaised: 0, raised: false };

/** `between`: no longer over the limit, but not yet well either. */
export type CheckVerdict = 'over' | 'between' | 'well';

export interface RunStep {
  readonly run: Run;
  /** `ended` only where a detection was raised before. */
  readonly change: 'raised' | 'ended' | 'none';
}

/**
 * Takes one more check into account. `limit` checks over in a row raise a detection, and so does each
 * further `limit` of them while the trouble lasts. Before a detection a check `between` breaks the row;
 * after one it only does not count.
 *
 * @param limit at least 1
 */
export function continueRun(run: Run, verdict: CheckVerdict, limit: number): RunStep {
  if (verdict === 'between' && run.raised) return { run, change: 'none' };
  if (verdict !== 'over') return { run: quietRun, change: run.raised ? 'ended' : 'none' };
  const longer = { ...run, length: run.length + 1, sinceRaised: run.sinceRaised + 1 };
  if (longer.sinceRaised < limit) return { run: longer, change: 'none' };
  return { run: { ...longer, sinceRaised: 0, raised: true }, change: 'raised' };
}
