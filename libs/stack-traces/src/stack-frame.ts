/** One line of a stack trace that names a place in code. */
export interface StackFrame {
  /** As the trace writes it; empty where it names none. */
  readonly functionName: string;
  /** A path, absolute or from some root that only the program's build knows; never a URL. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1; 1 where the trace does not say. */
  readonly column: number;
}
