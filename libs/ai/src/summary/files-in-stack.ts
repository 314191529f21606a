import { stackFrames } from '@app/stack-traces';

const MOST_FILES = 5;

/** Files that the stack frames of a log name, innermost first, with line numbers; none of packages. */
export function filesInStack(text: string): string[] {
  const files = stackFrames(text).map(({ file, line }) => `${file}:${String(line)}`);
  return [...new Set(files)].slice(0, MOST_FILES);
}
