import type { LineSpan, LinesAround, TraceFamily } from './trace-family.js';

const HEADER = 'Traceback (most recent call last):';
const CHAINED =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/** Deeper traces are cut by Python itself. */
const MOST_LINES = 100;

/** Frames stand between a header and the error, which is not indented; one trace may lead to the next. */
export const pythonFamily: TraceFamily = {
  id: 'python',
  continues: (text) => CHAINED.test(text),
  continuesAfter: (text, span, lines) =>
    text === HEADER ? followsChain(span, lines) : followsFrames(span, lines),
};

function followsChain(span: LineSpan, lines: LinesAround): boolean {
  let before = lines.before(span);
  while (before && lines.textOf(before) === '') before = lines.before(before);
  return before !== undefined && CHAINED.test(lines.textOf(before));
}

function followsFrames(span: LineSpan, lines: LinesAround): boolean {
  let before = lines.before(span);
  for (let seen = 0; before && seen < MOST_LINES; seen += 1) {
    const text = lines.textOf(before);
    if (text === HEADER) return seen > 0;
    if (!text.startsWith(' ')) return false;
    before = lines.before(before);
  }
  return false;
}
