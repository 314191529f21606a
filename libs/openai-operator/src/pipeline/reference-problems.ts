import { expressionsIn, namesIn } from './expression.js';
import { isSearch, type PipelineTask } from './pipeline.schema.js';
import type { TaskProblem } from './task-problems.js';
import { visibleVariables } from './visible-variables.js';

/** What the expressions of a task may name. */
interface Known {
  readonly steps: ReadonlySet<string>;
  /** Undefined outside of a search. */
  readonly candidate: ReadonlySet<string> | undefined;
}

/** Names in expressions that nothing answers: they would be the empty text, and nobody would notice. */
export function referenceProblems(tasks: readonly PipelineTask[]): TaskProblem[] {
  const steps = new Set<string>();
  return tasks.flatMap((task, index) => {
    const path = ['tasks', index];
    if (!isSearch(task)) return problemsOf(task, path, { steps, candidate: undefined }, steps);
    const candidate = new Set((task.matrix ?? []).flatMap((entry) => Object.keys(entry)));
    const inner = task.tasks.flatMap((step, at) =>
      problemsOf(step, [...path, 'tasks', at], { steps, candidate }, steps),
    );
    return [...inner, ...problemsOf(task, path, { steps, candidate }, steps)];
  });
}

/** Afterwards the task itself is known. */
function problemsOf(
  task: PipelineTask,
  path: readonly PropertyKey[],
  known: Known,
  steps: Set<string>,
): TaskProblem[] {
  const problems = expressionsOf(task).flatMap(({ at, expression }) =>
    namesOrNone(expression).flatMap((name) => {
      const message = problemOf(name, known);
      return message === undefined ? [] : [{ path: [...path, ...at], message }];
    }),
  );
  steps.add(task.name);
  return problems;
}

function expressionsOf(task: PipelineTask) {
  const texts = [
    ...under('with', task.with),
    ...under('env', task.env),
    ...(task.matrix ?? []).flatMap((entry, index) => under('matrix', entry, index)),
    { at: ['candidates'], text: String(task.candidates ?? '') },
    { at: ['rounds'], text: String(task.rounds ?? '') },
  ];
  const found = texts.flatMap(({ at, text }) =>
    expressionsIn(text).map((expression) => ({ at, expression })),
  );
  return task.if === undefined ? found : [...found, { at: ['if'], expression: task.if }];
}

function under(
  key: string,
  values: Readonly<Record<string, unknown>> = {},
  ...more: readonly number[]
) {
  return Object.entries(values).map(([name, value]) => ({
    at: [key, ...more, name],
    text: String(value),
  }));
}

/** None where it does not parse: that is told already. */
function namesOrNone(expression: string): readonly string[] {
  try {
    return namesIn(expression);
  } catch {
    return [];
  }
}

function problemOf(name: string, { steps, candidate }: Known): string | undefined {
  const [root = '', key = ''] = name.split('.');
  switch (root) {
    case 'steps':
      return steps.has(key) ? undefined : `there is no earlier task "${key}"${knownAre(steps)}`;
    case 'candidate':
      if (!candidate) return `"${name}" is known only within the tasks of a search`;
      return candidate.has(key)
        ? undefined
        : `no entry of the matrix has "${key}"${knownAre(candidate)}`;
    case 'env':
      return visibleVariables.includes(key)
        ? undefined
        : `"${key}" is not shown to pipelines${knownAre(visibleVariables)}`;
    default:
      return undefined;
  }
}

function knownAre(names: Iterable<string>): string {
  const list = [...names];
  return list.length === 0 ? '' : `; known: ${list.join(', ')}`;
}
