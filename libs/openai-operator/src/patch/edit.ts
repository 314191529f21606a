/** Replace one place of a file. */
export interface Edit {
  readonly search: string;
  readonly replace: string;
}
