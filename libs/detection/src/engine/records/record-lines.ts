import { traceFamilies } from './registry.js';
import type { LineSpan, LinesAround } from './trace-family.js';

const NEWLINE = 10;
const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const closings = ['}', ']'].map((text) => text.charCodeAt(0));
/** Of a longer record only so much is told. */
export const LONGEST_RECORD_BYTES = 16 * 1024;
/** A frame that is longer is told from its start. */
const LONGEST_LOOK_BYTES = 1_000;
/** Before a line, and after it. */
const MOST_LINES = 50;

export interface RecordSpan extends LineSpan {
  /** Whether no other record begins after it: it may go on with lines that are not there yet. */
  readonly isLast: boolean;
}

/** Which of some lines belong together: an error with its stack trace is one record. */
export class RecordLines implements LinesAround {
  constructor(private readonly buffer: Buffer) {}

  /** The whole record around a line, as far as it is there, without blank lines at its end. */
  recordAround(span: LineSpan): RecordSpan {
    return { start: this.firstLine(span).start, ...this.lastText(span) };
  }

  /**
   * Whether a line belongs to the record before it by itself: an empty line, one that is indented, a
   * closing bracket alone, or what the traces of some language go on with.
   */
  isContinuation(line: LineSpan): boolean {
    const { start } = line;
    const end = this.withoutReturn(line);
    if (end === start) return true;
    const first = this.buffer[start] ?? 0;
    if (first === SPACE || first === TAB) return true;
    if (end - start === 1) return closings.includes(first);
    const text = this.textOf(line);
    return traceFamilies.some((family) => family.continues(text));
  }

  textOf(line: LineSpan): string {
    const end = Math.min(this.withoutReturn(line), line.start + LONGEST_LOOK_BYTES);
    return this.buffer.toString('latin1', line.start, end);
  }

  before({ start }: LineSpan): LineSpan | undefined {
    if (start === 0) return undefined;
    const end = start - 1;
    return { start: end === 0 ? 0 : this.buffer.lastIndexOf(NEWLINE, end - 1) + 1, end };
  }

  /** The line that starts there. */
  lineAt(start: number): LineSpan {
    const newline = this.buffer.indexOf(NEWLINE, start);
    return { start, end: newline === -1 ? this.buffer.length : newline };
  }

  withoutReturn({ start, end }: LineSpan): number {
    return end > start && this.buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  }

  private belongsToBefore(line: LineSpan): boolean {
    if (this.isContinuation(line)) return true;
    const text = this.textOf(line);
    return traceFamilies.some((family) => family.continuesAfter?.(text, line, this));
  }

  private firstLine(span: LineSpan): LineSpan {
    let first = span;
    for (let lines = 0; lines < MOST_LINES && this.belongsToBefore(first); lines += 1) {
      const before = this.before(first);
      if (!before) break;
      first = before;
    }
    return first;
  }

  private lastText(span: LineSpan): Omit<RecordSpan, 'start'> {
    let end = this.withoutReturn(span);
    let next = span.end + 1;
    for (let lines = 0; lines < MOST_LINES && next < this.buffer.length; lines += 1) {
      const line = this.lineAt(next);
      if (!this.belongsToBefore(line)) break;
      const textEnd = this.withoutReturn(line);
      if (textEnd > next) end = textEnd;
      next = line.end + 1;
    }
    return { end, isLast: next >= this.buffer.length };
  }
}
