/** How a file is written, so that what is added looks like the rest. */
export interface CodeStyle {
  readonly eol: '\n' | '\r\n';
  /** `;` or nothing. */
  readonly end: ';' | '';
  readonly quote: "'" | '"';
  /** One level. */
  readonly indent: string;
}

export function codeStyleOf(source: string): CodeStyle {
  const count = (pattern: RegExp): number => source.match(pattern)?.length ?? 0;
  const indents = [...source.matchAll(/^( +|\t+)\S/gm)].map(([, space]) => space ?? '');
  return {
    eol: source.includes('\r\n') ? '\r\n' : '\n',
    end: count(/;[ \t]*\r?$/gm) > 0 || count(/[\w)\]'"]\r?$/gm) === 0 ? ';' : '',
    quote: count(/"/g) > count(/'/g) ? '"' : "'",
    indent: indents.some((space) => space.startsWith('\t')) ? '\t' : shortest(indents),
  };
}

function shortest(indents: readonly string[]): string {
  return indents.reduce((least, space) => (space.length < least.length ? space : least), '    ');
}

/** The white space that the line of a position starts with. */
export function indentAt(source: string, position: number): string {
  const start = source.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(source.slice(start))?.[0] ?? '';
}
