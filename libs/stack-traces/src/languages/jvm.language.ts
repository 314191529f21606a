import type { StackFrame } from '../stack-frame.js';
import type { TraceLanguage } from '../trace-language.js';

/** `at shop/shop.Orders.find(Orders.java:10)`, the module in front where there is one. */
const FRAME = /^\s{0,40}at (?:[\w.@-]+\/{1,2})?([\w.$]+)\.([\w$<>]+)\(([\w$]+\.\w+):(\d{1,7})\)/;
const CAUSE = /^\s*Caused by: /;
const FOREIGN = /^(?:java|javax|jdk|sun|kotlin|kotlinx|scala|groovy|com\.sun)\./;

/** Java, Kotlin, Scala, Groovy. A frame names its file without folders; those of its package are put in front. */
export const jvmLanguage: TraceLanguage = {
  id: 'jvm',
  frames: (lines) => {
    const traces: StackFrame[][] = [[]];
    for (const line of lines) {
      if (CAUSE.test(line)) traces.push([]);
      const frame = frameOf(line);
      if (frame) traces.at(-1)?.push(frame);
    }
    return traces.toReversed().flat();
  },
};

function frameOf(line: string): StackFrame | undefined {
  const [, type = '', method = '', file = '', number] = FRAME.exec(line) ?? [];
  if (number === undefined || FOREIGN.test(`${type}.`)) return undefined;
  const folders = type.split('.').slice(0, -1);
  return {
    functionName: `${type}.${method}`,
    file: [...folders, file].join('/'),
    line: Number(number),
    column: 1,
  };
}
