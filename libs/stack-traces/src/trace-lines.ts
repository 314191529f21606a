/** Strings of JSON, the last one also where the line was cut within it. */
const JSON_STRING = /"((?:[^"\\]|\\.)*)"?/g;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/g;
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ESCAPED_NEWLINE = String.raw`\n`;
const OPENS_OBJECT = /\{\s*"/;

/**
 * The lines of an error text. Loggers that write JSON put a whole trace into one string of one line: the
 * lines of such strings come in its place.
 */
export function traceLines(errorText: string): string[] {
  return errorText
    .split(/\r?\n/)
    .flatMap((line) => (holdsLines(line) ? linesInStrings(line) : [line]));
}

function holdsLines(line: string): boolean {
  return line.includes(ESCAPED_NEWLINE) && OPENS_OBJECT.test(line);
}

function linesInStrings(line: string): string[] {
  return [...line.slice(line.search(OPENS_OBJECT)).matchAll(JSON_STRING)]
    .map(([, text = '']) => text)
    .filter((text) => text.includes(ESCAPED_NEWLINE))
    .flatMap((text) => unescaped(text).split(/\r?\n/));
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_escape, code: string | undefined, letter: string | undefined) =>
    letter === undefined
      ? String.fromCharCode(parseInt(code ?? '', 16))
      : (CONTROL[letter] ?? letter),
  );
}
