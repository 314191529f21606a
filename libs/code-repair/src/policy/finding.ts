/** Something in a patch that no repair needs. */
export interface Finding {
  /** The rule that found it. */
  readonly rule: string;
  /** What is wrong, in words for whoever wrote the patch. */
  readonly message: string;
  /** From 1, in the patched file; 0 where it concerns the whole of it. */
  readonly line: number;
}
