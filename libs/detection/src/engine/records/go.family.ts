import type { LineSpan, LinesAround, TraceFamily } from './trace-family.js';

const GOROUTINE = /^goroutine \d+ \[/;
const AFTERWARDS = /^(?:created by \S|\[signal |exit status \d+$)/;
/** `main.(*Server).handle(0xc0001, {0x1})`; its file stands in the next line. */
const FUNCTION = /^\S+\(.*\)$/;
const FILE = /^\t\S.*\.go:\d+/;

/** `panic: …`, then goroutines, each with a function and its file in turn. */
export const goFamily: TraceFamily = {
  id: 'go',
  continues: (text) => GOROUTINE.test(text) || AFTERWARDS.test(text),
  continuesAfter: (text, span, lines) => FUNCTION.test(text) && isInGoroutine(span, lines),
};

function isInGoroutine(span: LineSpan, lines: LinesAround): boolean {
  const before = lines.before(span);
  if (!before) return false;
  const text = lines.textOf(before);
  return GOROUTINE.test(text) || FILE.test(text);
}
