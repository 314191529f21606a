/** One thing that is wrong with the pattern file. */
export interface ConfigProblem {
  /** From 1; 0 where the problem is the file itself. */
  readonly line: number;
  /** From 1, in characters; 0 where the problem is the file itself. */
  readonly column: number;
  /** Where in the document, for instance `patterns[2].action.type`; empty at its top. */
  readonly path: string;
  /** The value, the rule and what to do, in one sentence or two. */
  readonly message: string;
}

export type DocumentPath = readonly (string | number)[];

/** `patterns[2].action.type`, as people write it. */
export function formatPath(path: DocumentPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** `12:5 patterns[2].mode: message`, the form that editors can jump to. */
export function formatProblem({ line, column, path, message }: ConfigProblem): string {
  const place = line === 0 ? '' : `${String(line)}:${String(column)} `;
  return `${place}${path === '' ? '' : `${path}: `}${message}`;
}

/** `/etc/patterns.yaml:12:5 patterns[2].mode: message`; a problem with the file itself names it already. */
export function formatProblemOf(file: string, problem: ConfigProblem): string {
  return problem.line === 0 ? formatProblem(problem) : `${file}:${formatProblem(problem)}`;
}

export function sortByPlace(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
