/** What reading on in a file led to. */
export type ReadResult =
  | {
      readonly kind: 'lines';
      readonly bytes: Buffer;
      readonly offset: number;
      readonly cutLines: number;
    }
  /** Up to date, but for the beginning of a line that is held. */
  | { readonly kind: 'nothing' }
  /** Much was skipped; ask again. */
  | { readonly kind: 'more' }
  /** What was read is no longer there: the file was truncated or written anew. */
  | { readonly kind: 'replaced' };

export const nothingRead: ReadResult = { kind: 'nothing' };
