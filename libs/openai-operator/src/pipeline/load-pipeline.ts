import { LineCounter, parseDocument, type Document } from 'yaml';
import { findStep, stepDefinitions } from '../steps/registry.js';
import { expressionsIn, parseExpression } from './expression.js';
import { type Pipeline, type PipelineTask, pipelineSchema } from './pipeline.schema.js';

export type PipelineResult =
  | { readonly ok: true; readonly pipeline: Pipeline }
  /** Everything that is wrong, each as `line:column place: what`. */
  | { readonly ok: false; readonly problems: readonly string[] };

type Path = readonly PropertyKey[];

/** Checks a pipeline file as a whole. */
export function parsePipeline(text: string): PipelineResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = (path: Path, message: string): string =>
    `${placeOf(document, lines, path)} ${path.map(String).join('.')}: ${message}`;
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map(({ message }) => message.split('\n')[0] ?? message),
    };
  }
  const parsed = pipelineSchema.safeParse(document.toJS({ maxAliasCount: 20 }));
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => problem(path, message)),
    };
  }
  const problems = parsed.data.tasks.flatMap((task, index) =>
    taskProblems(task).map(({ key, message }) => problem(['tasks', index, key], message)),
  );
  const names = parsed.data.tasks.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      problems.push(problem(['tasks', index, 'name'], `"${name}" is there already`));
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pipeline: parsed.data };
}

function taskProblems(task: PipelineTask): { key: string; message: string }[] {
  const problems: { key: string; message: string }[] = [];
  if (task.run !== undefined && expressionsIn(task.run).length > 0) {
    problems.push({
      key: 'run',
      message:
        'a value must not be pasted into shell text. Give it a name under "env:" and use it as "$NAME"',
    });
  }
  if (task.uses !== undefined && !findStep(task.uses)) {
    problems.push({
      key: 'uses',
      message: `there is no step "${task.uses}"; known: ${stepDefinitions.map(({ id }) => id).join(', ')}`,
    });
  }
  const texts = [...Object.entries(task.with), ...Object.entries(task.env ?? {})].flatMap(
    ([key, value]) => expressionsIn(String(value)).map((expression) => ({ key, expression })),
  );
  if (task.if !== undefined) texts.push({ key: 'if', expression: task.if });
  for (const { key, expression } of texts) {
    const message = syntaxError(expression);
    if (message !== undefined) problems.push({ key, message });
  }
  return problems;
}

function syntaxError(expression: string): string | undefined {
  try {
    parseExpression(expression);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Line and column of the deepest node on the path that exists. */
function placeOf(document: Document, lines: LineCounter, path: Path): string {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (!node?.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return `${String(line)}:${String(col)}`;
  }
  return '1:1';
}
