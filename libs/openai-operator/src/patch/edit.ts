/** Replace one place of a file. */
export interface Edit {
  readonly search: string;
  readonly replace: string;
}

export type ParsedEdits =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  /** What is wrong, in words for whoever wrote it. */
  | { readonly ok: false; readonly message: string };
