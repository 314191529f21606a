/** A line by its place in the chunk, without its line end. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** The lines around one, as far as they are in the chunk. */
export interface LinesAround {
  /** The start of the line's text: enough to tell a frame. */
  textOf(span: LineSpan): string;
  before(span: LineSpan): LineSpan | undefined;
}

/** How the stack traces of one family of languages go on: one file and one line in the registry. */
export interface TraceFamily {
  readonly id: string;
  /** Whether a line that is not indented belongs to the record before it, whatever that is. */
  continues(text: string): boolean;
  /** Whether it does because of the lines before it. These may be in another chunk: of no use for counting. */
  continuesAfter?(text: string, span: LineSpan, lines: LinesAround): boolean;
}
