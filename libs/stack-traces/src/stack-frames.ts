import { traceLanguages } from './languages/registry.js';
import type { StackFrame } from './stack-frame.js';
import { traceLines } from './trace-lines.js';

/** No frame is that long, and the time of looking at a line grows with its length. */
const LONGEST_LINE = 1_000;
const MOST_LINES = 2_000;
const MOST_FRAMES = 50;

/**
 * The frames that an error text names, innermost first, in whatever language it was thrown. None of the
 * language's own code or of packages.
 */
export function stackFrames(errorText: string): StackFrame[] {
  const lines = traceLines(errorText)
    .filter(({ length }) => length <= LONGEST_LINE)
    .slice(0, MOST_LINES);
  return traceLanguages.flatMap((language) => language.frames(lines)).slice(0, MOST_FRAMES);
}
