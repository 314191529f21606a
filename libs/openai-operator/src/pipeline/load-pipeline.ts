import { type Document, LineCounter, parseDocument } from 'yaml';
import { nameProblems } from './name-problems.js';
import { type Pipeline, pipelineSchema, taskSchema } from './pipeline.schema.js';
import { referenceProblems } from './reference-problems.js';
import { taskProblems, type TaskProblem } from './task-problems.js';

export type PipelineResult =
  | { readonly ok: true; readonly pipeline: Pipeline }
  /** Everything that is wrong, each as `line:column place: what`, in the order of the file. */
  | { readonly ok: false; readonly problems: readonly string[] };

const MAX_ALIASES = 20;

/** Checks a pipeline file as a whole: what one mistake hides, the rest of the file still shows. */
export function parsePipeline(text: string): PipelineResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos: [start] }) => {
      const { line, col } = lines.linePos(start);
      return `${String(line)}:${String(col)} ${firstLine(message)}`;
    });
    return { ok: false, problems };
  }
  const read = contentOf(document);
  if (!read.ok) return { ok: false, problems: [read.problem] };
  const { content } = read;
  const parsed = pipelineSchema.safeParse(content);
  const problems: TaskProblem[] = parsed.success ? [] : parsed.error.issues;
  const all = [...problems, ...problemsOfTasks(content)];
  if (parsed.success && all.length === 0) return { ok: true, pipeline: parsed.data };
  return { ok: false, problems: inOrder(document, lines, all) };
}

/** Anchors may lead nowhere, or in a circle. */
function contentOf(
  document: Document,
):
  | { readonly ok: true; readonly content: unknown }
  | { readonly ok: false; readonly problem: string } {
  try {
    const content: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    // A circle would have no end for whoever walks through it.
    JSON.stringify(content);
    return { ok: true, content };
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message) : String(error);
    return { ok: false, problem: `1:1 its anchors cannot be followed: ${why}` };
  }
}

/** Of those tasks whose shape is right, even where another's is not. */
function problemsOfTasks(content: unknown): TaskProblem[] {
  const tasks = (content as { readonly tasks?: unknown } | null)?.tasks;
  if (!Array.isArray(tasks)) return [];
  const sound = tasks.map((task) => taskSchema.safeParse(task).data);
  const own = sound.flatMap((task, index) =>
    task ? allProblems(task).map((problem) => below(['tasks', index], problem)) : [],
  );
  const complete = sound.filter((task) => task !== undefined);
  return complete.length === tasks.length
    ? [...own, ...nameProblems(complete), ...referenceProblems(complete)]
    : own;
}

function allProblems(task: Pipeline['tasks'][number]): TaskProblem[] {
  const inner = (task.tasks ?? []).flatMap((step, index) =>
    taskProblems(step).map((problem) => below(['tasks', index], problem)),
  );
  return [...taskProblems(task), ...inner];
}

function below(path: readonly PropertyKey[], problem: TaskProblem): TaskProblem {
  return { ...problem, path: [...path, ...problem.path] };
}

function inOrder(
  document: Document,
  lines: LineCounter,
  problems: readonly TaskProblem[],
): string[] {
  return problems
    .map(({ path, message }) => ({ path, message, ...placeOf(document, lines, path) }))
    .sort((a, b) => a.line - b.line || a.col - b.col)
    .map(
      ({ line, col, path, message }) =>
        `${String(line)}:${String(col)} ${path.map(String).join('.')}: ${message}`,
    );
}

/** Line and column of the deepest node on the path that exists. */
function placeOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]) {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]);
  }
  return { line: 1, col: 1 };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
