import type { StackFrame } from '../stack-frame.js';
import type { TraceLanguage } from '../trace-language.js';

const HEADER = 'Traceback (most recent call last):';
const FRAME = /^\s{2,40}File "([^"]+)", line (\d{1,7})(?:, in (.+))?$/;
const FOREIGN = /\/(?:site|dist)-packages\/|^\/usr\/(?:local\/)?lib\/python|^</;

/** Frames stand outermost first, and the error that was raised last is told last. */
export const pythonLanguage: TraceLanguage = {
  id: 'python',
  frames: (lines) => {
    const traces: StackFrame[][] = [];
    for (const line of lines) {
      if (line.endsWith(HEADER)) traces.push([]);
      const frame = frameOf(line);
      if (frame) traces.at(-1)?.push(frame);
    }
    // A cause stands above what it led to: its frames first.
    return traces.flatMap((trace) => trace.toReversed());
  },
};

function frameOf(line: string): StackFrame | undefined {
  const [, file = '', number, functionName = ''] = FRAME.exec(line) ?? [];
  if (number === undefined || FOREIGN.test(file)) return undefined;
  return { functionName, file, line: Number(number), column: 1 };
}
