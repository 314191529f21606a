import type { StackFrame } from '../stack-frame.js';
import type { TraceLanguage } from '../trace-language.js';

/** `app.rb:10:in 'Orders#find': message (NoMethodError)`, `from app.rb:4:in …`, `1: from app.rb:4:in …` */
const FRAME =
  /^\s{0,20}(?:(?:\d{1,5}: )?from )?([^\s:'"`]+\.(?:rb|ru|rake|erb)):(\d{1,7}):in [`']([^']+)'/;
const FOREIGN = /\/gems\/|^\/usr\/(?:local\/)?lib\/ruby|^<internal:/;
/** The order in which a terminal is told: outermost first. */
const REVERSED = /^Traceback \(most recent call last\):$/;

export const rubyLanguage: TraceLanguage = {
  id: 'ruby',
  frames: (lines) => {
    const frames = lines.flatMap((line) => frameOf(line) ?? []);
    return lines.some((line) => REVERSED.test(line)) ? frames.toReversed() : frames;
  },
};

function frameOf(line: string): StackFrame | undefined {
  const [, file = '', number, functionName = ''] = FRAME.exec(line) ?? [];
  if (number === undefined || FOREIGN.test(file)) return undefined;
  return { functionName, file, line: Number(number), column: 1 };
}
