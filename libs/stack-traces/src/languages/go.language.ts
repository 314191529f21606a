import type { StackFrame } from '../stack-frame.js';
import type { TraceLanguage } from '../trace-language.js';

/** `main.(*Server).find(0xc0000140a0, {0x1, 0x2})`; its place stands in the next line. */
const FUNCTION = /^(?:created by )?(\S+?)(?:\([^()]*\)|\([^()]*\{.*\)| in goroutine \d+)?$/;
const PLACE = /^\t(\S.{0,500}\.go):(\d{1,7})(?: \+0x[0-9a-f]+)?$/;
const FOREIGN = /\/go\/(?:src|pkg\/mod)\/|\/golang\.org\/|^\/usr\/(?:local\/)?(?:lib|share)\/go/;

/** Of a panic: goroutines, that which panicked first, each with functions and their places in turn. */
export const goLanguage: TraceLanguage = {
  id: 'go',
  frames: (lines) => lines.flatMap((line, index) => frameOf(line, lines[index - 1] ?? '') ?? []),
};

function frameOf(line: string, before: string): StackFrame | undefined {
  const [, file = '', number] = PLACE.exec(line) ?? [];
  if (number === undefined || FOREIGN.test(file)) return undefined;
  const functionName = FUNCTION.exec(before)?.[1] ?? '';
  return { functionName, file, line: Number(number), column: 1 };
}
