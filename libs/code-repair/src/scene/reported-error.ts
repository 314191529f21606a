/** A place in the file to repair. Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a log says of one error. */
export interface ReportedError {
  /** Without the name of its class. */
  readonly message: string;
  /** Where in the file to repair it passed, innermost first; empty where that is not known. */
  readonly places: readonly Place[];
}

/** One error of a log, as text. */
export interface ErrorBlock {
  readonly message: string;
  /** The message with the lines below it: its stack trace among them. */
  readonly text: string;
}

const HEADER =
  /(?:^|[\s"'[(:>])(?:Uncaught )?(?:[A-Z]\w*)?(?:Error|Exception|Rejection)\b(?: \[\w+\])?: (.+)$/;
const MOST_BLOCKS = 8;
const LONGEST_LINE = 2_000;

/** The errors that the end of a log tells of, the latest first; each message once. */
export function errorBlocks(log: string): ErrorBlock[] {
  const lines = unescaped(log).split('\n');
  const heads = lines.flatMap((line, at) => (messageIn(line) === undefined ? [] : [at]));
  const blocks = heads.map((at, index) => ({
    message: messageIn(lines[at] ?? '') ?? '',
    text: lines.slice(at, heads[index + 1]).join('\n'),
  }));
  const latest = blocks.reverse();
  return latest
    .filter(({ message }, at) => latest.findIndex((other) => other.message === message) === at)
    .slice(0, MOST_BLOCKS);
}

function messageIn(line: string): string | undefined {
  if (line.length > LONGEST_LINE || /^\s+at /.test(line)) return undefined;
  return HEADER.exec(line)?.[1]?.trim();
}

/** A stack trace inside JSON has its line ends escaped. */
function unescaped(log: string): string {
  return /\\n\s+at /.test(log) ? log.replaceAll('\\n', '\n').replaceAll('\\"', '"') : log;
}
