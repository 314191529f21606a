/** A family of errors that is known without a model. */
export interface SummaryRule {
  readonly id: string;
  readonly pattern: RegExp;
  /** May use `$1` and so on, the groups of the pattern. */
  readonly summary: string;
  readonly causes: readonly string[];
}

export const rule = (
  id: string,
  pattern: RegExp,
  summary: string,
  ...causes: string[]
): SummaryRule => ({
  id,
  pattern,
  summary,
  causes,
});
