import { parse } from 'stacktrace-parser';
import { fileURLToPath } from 'node:url';
import type { TraceLanguage } from '../trace-language.js';

/** The parser also takes "connect ECONNREFUSED host:5432" for a frame. */
const FRAME = /^\s{0,40}at\s|^[^\s@]{0,200}@\S+:\d+:\d+$/;
/** `at shop.Orders.find(Orders.java:10)` */
const OF_JVM = /\([^()\s/\\]+\.(?:java|kt|scala|groovy):\d+\)$/;
const FOREIGN = /(?:^|\/)node_modules\/|^node:|<anonymous>|^internal\/|^native$/;
/** `webpack://shop/./src/a.ts?1f2e`, `webpack-internal:///(rsc)/./src/a.ts`, `rspack://…`, `turbopack://…` */
const BUNDLED =
  /^(?:webpack|webpack-internal|rspack|turbopack|vite|rollup):\/\/(?:@[^/]+\/)?[^/]*\/(?:\([\w-]+\)\/)?(?:\.\/)?((?:\.\.\/)*[^?#]+)/;
const UNKNOWN = '<unknown>';
/** The parser's time grows with the square of a line's length. */
const LONGEST_LINE = 500;
const MOST_LINES = 50;

/** Node.js and V8, Firefox and Safari, and bundles. */
export const javascriptLanguage: TraceLanguage = {
  id: 'javascript',
  frames: (lines) =>
    parse(lines.filter(isFrame).slice(0, MOST_LINES).join('\n')).flatMap(
      ({ file, methodName, lineNumber, column }) => {
        if (file === null || lineNumber === null || FOREIGN.test(file)) return [];
        const functionName = methodName === UNKNOWN ? '' : methodName;
        return [{ functionName, file: pathOf(file), line: lineNumber, column: column ?? 1 }];
      },
    ),
};

function isFrame(line: string): boolean {
  return line.length <= LONGEST_LINE && FRAME.test(line) && !OF_JVM.test(line);
}

function pathOf(file: string): string {
  const bundled = BUNDLED.exec(file)?.[1];
  if (bundled !== undefined) return bundled;
  if (file.startsWith('file://')) return fromFileUrl(file);
  // The address of a page says where its script was served from, without host and query.
  return file.replace(/^https?:\/\/[^/]*\//, '').replace(/[?#].*$/, '');
}

function fromFileUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
