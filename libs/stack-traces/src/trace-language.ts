import type { StackFrame } from './stack-frame.js';

/** How the traces of a family of languages name places: one file and one line in the registry. */
export interface TraceLanguage {
  readonly id: string;
  /**
   * The frames of the program's own code, innermost first; of an error with a cause those of the cause first.
   *
   * @param lines of an error text, none of them long
   */
  frames(lines: readonly string[]): readonly StackFrame[];
}
