import { findStep, stepDefinitions } from '../steps/registry.js';
import { expressionsIn, parseExpression } from './expression.js';
import type { PipelineTask } from './pipeline.schema.js';
import type { StepDefinition } from '../steps/step.js';

/** What is wrong with one task, and under which of its keys. */
export interface TaskProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the shape of a task does not show: unknown steps and options, expressions, misplaced keys. */
export function taskProblems(task: PipelineTask): TaskProblem[] {
  return [...stepProblems(task), ...runProblems(task), ...expressionProblems(task)];
}

function stepProblems({ uses, with: options = {} }: PipelineTask): TaskProblem[] {
  if (uses === undefined) {
    return Object.keys(options).length > 0
      ? [{ path: ['with'], message: 'belongs to "uses"; "run" takes "env"' }]
      : [];
  }
  if (uses === 'run') return [{ path: ['uses'], message: 'write "run: …" instead' }];
  const step = findStep(uses);
  if (step) return optionProblems(step, options);
  const known = stepDefinitions.map(({ id }) => id).join(', ');
  return [{ path: ['uses'], message: `there is no step "${uses}"; known: ${known}` }];
}

/** Options whose value is filled in at run time are checked then. */
function optionProblems(
  step: StepDefinition,
  options: Readonly<Record<string, unknown>>,
): TaskProblem[] {
  const { shape } = step.options;
  const unknown = Object.keys(options)
    .filter((key) => !Object.hasOwn(shape, key))
    .map((key) => ({
      path: ['with', key],
      message: `"${step.id}" has no such option; known: ${Object.keys(shape).join(', ') || 'none'}`,
    }));
  const wrong = Object.entries(shape).flatMap(([key, schema]) => {
    const value = options[key];
    if (typeof value === 'string' && expressionsIn(value).length > 0) {
      const message = `must not be filled in: it is shell text`;
      return step.shellOptions?.includes(key) ? [{ path: ['with', key], message }] : [];
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return [];
    const message = value === undefined ? 'is missing' : parsed.error.issues[0]?.message;
    return [{ path: ['with', key], message: message ?? 'is not valid' }];
  });
  return [...unknown, ...wrong];
}

function runProblems(task: PipelineTask): TaskProblem[] {
  const problems: TaskProblem[] = [];
  if (task.run !== undefined && expressionsIn(task.run).length > 0) {
    problems.push({
      path: ['run'],
      message:
        'a value must not be pasted into shell text. Give it a name under "env:" and use it as "$NAME"',
    });
  }
  if (task.secrets !== undefined && task.in !== 'project') {
    problems.push({
      path: ['secrets'],
      message: 'are only for "in: project": code of a patch runs in the workspace',
    });
  }
  for (const key of ['env', 'in', 'network', 'secrets'] as const) {
    if (task.run === undefined && task[key] !== undefined)
      problems.push({ path: [key], message: 'belongs to "run"' });
  }
  for (const key of ['candidates', 'matrix', 'take', 'rounds'] as const) {
    if (task.tasks === undefined && task[key] !== undefined)
      problems.push({ path: [key], message: 'belongs to "tasks"' });
  }
  if (task.candidates !== undefined && task.matrix !== undefined)
    problems.push({ path: ['candidates'], message: 'is given by "matrix": one for each entry' });
  return problems;
}

function expressionProblems(task: PipelineTask): TaskProblem[] {
  const texts = [
    ...entries('with', task.with),
    ...entries('env', task.env),
    ...entries('', { candidates: task.candidates, rounds: task.rounds }),
  ].flatMap(({ path, value }) => expressionsIn(value).map((expression) => ({ path, expression })));
  if (task.if !== undefined) texts.push({ path: ['if'], expression: task.if });
  return texts.flatMap(({ path, expression }) => {
    const message = syntaxError(expression);
    return message === undefined ? [] : [{ path, message }];
  });
}

function entries(under: string, values: Readonly<Record<string, unknown>> = {}) {
  return Object.entries(values).map(([key, value]) => ({
    path: under === '' ? [key] : [under, key],
    value: String(value),
  }));
}

function syntaxError(expression: string): string | undefined {
  try {
    parseExpression(expression);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
