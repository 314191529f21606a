import { parse } from 'stacktrace-parser';

const MOST_FILES = 5;
/** The parser's time grows with the square of a line's length; no frame is that long. */
const LONGEST_FRAME = 1_000;
/** The parser also takes "connect ECONNREFUSED host:5432" for a frame. */
const FRAME = /^\s{0,40}at\s|^[^\s@]{0,200}@\S/;

/** Files that the stack frames of a log name, innermost first, with line numbers; none of Node.js or of packages. */
export function filesInStack(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.length <= LONGEST_FRAME && FRAME.test(line));
  const files = parse(lines.join('\n'))
    .filter(
      ({ file }) => file !== null && !/node_modules|^node:|<anonymous>|^internal\//.test(file),
    )
    .map(
      ({ file, lineNumber }) =>
        `${(file ?? '').replace(/^file:\/\//, '')}${lineNumber === null ? '' : `:${String(lineNumber)}`}`,
    );
  return [...new Set(files)].slice(0, MOST_FILES);
}
