/** The part that lines of one kind have in common. */
export interface Template {
  readonly id: number;
  /** Words, with `<*>` where the lines differ. */
  readonly text: string;
  /** Lines seen of this kind. */
  readonly count: number;
  /** The newest line, as it was. */
  readonly example: string;
}
