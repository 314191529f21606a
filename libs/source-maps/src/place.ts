/** A place in code, as a line of a stack trace names it. */
export interface Place {
  /** Empty where nothing names it. */
  readonly functionName: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}
