/** Takes the place of what stands from `start` to `end`; an insertion where they are the same. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

export function replace({ start, end }: { start: number; end: number }, text: string): TextEdit {
  return { start, end, text };
}

/**
 * The source with all edits made; what they do not touch stays byte for byte.
 *
 * @throws RangeError when edits overlap
 */
export function applyTextEdits(source: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new RangeError(`Edits overlap at ${String(start)}.`);
    pieces.push(source.slice(at, start), text);
    at = end;
  }
  return pieces.join('') + source.slice(at);
}
