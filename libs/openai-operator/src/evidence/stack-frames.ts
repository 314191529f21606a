import { parse } from 'stacktrace-parser';
import { fileURLToPath } from 'node:url';

/** One line of a stack trace that names a place. */
export interface StackFrame {
  /** Empty where the trace names none. */
  readonly functionName: string;
  /** A path or, of a bundle, a path from its root; never a URL. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** The parser's time grows with the square of a line's length; no frame is that long. */
const LONGEST_LINE = 1_000;
const MOST_FRAMES = 50;
const FOREIGN = /(?:^|\/)node_modules\/|^node:|<anonymous>|^internal\/|^native$/;
/** `webpack://shop/./src/a.ts?1f2e`, `webpack-internal:///(rsc)/./src/a.ts`, `rspack://…`, `turbopack://…` */
const BUNDLED =
  /^(?:webpack|webpack-internal|rspack|turbopack|vite|rollup):\/\/[^/]*\/(?:\([\w-]+\)\/)?(?:\.\/)?((?:\.\.\/)*[^?#]+)/;
const UNKNOWN = '<unknown>';

/**
 * The frames that an error text names, innermost first: of Node and V8, of Firefox and Safari, and of
 * bundles (`webpack://`). None of Node's own code or of packages.
 */
export function stackFrames(errorText: string): StackFrame[] {
  const lines = errorText.split('\n').filter(({ length }) => length <= LONGEST_LINE);
  return parse(lines.join('\n'))
    .slice(0, MOST_FRAMES)
    .flatMap(({ file, methodName, lineNumber, column }) => {
      if (file === null || lineNumber === null || FOREIGN.test(file)) return [];
      const functionName = methodName === UNKNOWN ? '' : methodName;
      return [{ functionName, file: pathOf(file), line: lineNumber, column: column ?? 1 }];
    });
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
