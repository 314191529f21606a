import type { LineSpan, LinesAround, TraceFamily } from './trace-family.js';

/** `app.rb:10:in 'Orders#find': undefined method 'id' for nil (NoMethodError)` */
const ERROR = /^\S+\.(?:rb|ru|rake|erb):\d+:in [`']/;
const OUTER_FRAME = /^\s+\d+: from \S/;

/** Mostly indented throughout; in the order that a terminal is told, the error stands last. */
export const rubyFamily: TraceFamily = {
  id: 'ruby',
  continues: () => false,
  continuesAfter: (text, span, lines) => ERROR.test(text) && followsFrame(span, lines),
};

function followsFrame(span: LineSpan, lines: LinesAround): boolean {
  const before = lines.before(span);
  return before !== undefined && OUTER_FRAME.test(lines.textOf(before));
}
