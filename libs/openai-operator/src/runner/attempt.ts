/** One round of one candidate of a search, as its tasks see it. */
export interface Attempt {
  /** From 1. */
  readonly candidate: number;
  /** From 1; a later one revises what the one before it wrote. */
  readonly round: number;
  /** The entry of the matrix that is tried, as text; empty without one. */
  readonly values: Readonly<Record<string, string>>;
  /** What the rounds before this one wrote, and why it was not taken; oldest first. */
  readonly refusals: readonly Refusal[];
  /** Set by whoever wrote the patch: the answer as it came. Without one there is nothing to revise. */
  answer?: string;
}

export interface Refusal {
  readonly answer: string;
  readonly reason: string;
}
