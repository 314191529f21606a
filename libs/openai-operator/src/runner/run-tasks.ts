import { type ExpressionScope, isTrue, parseExpression } from '../pipeline/expression.js';
import type { RunContext, StepFailure, StepResult } from '../steps/step.js';

export type StepRecords = Record<
  string,
  { readonly output: string; readonly outcome: 'success' | 'failure' | 'skipped' }
>;

export interface TaskFailure {
  readonly task: string;
  readonly result: StepFailure;
}

interface ConditionalTask {
  readonly name: string;
  readonly if?: string | undefined;
  readonly needs?: readonly string[] | undefined;
}

/**
 * Runs tasks in order and notes in `records` how each ended. After one that failed only those run whose
 * `if` or `needs` asks for it.
 *
 * @returns the first failure; undefined when there was none
 */
export async function runTasks<T extends ConditionalTask>(
  tasks: readonly T[],
  records: StepRecords,
  context: RunContext,
  run: (task: T, scope: ExpressionScope) => Promise<StepResult>,
): Promise<TaskFailure | undefined> {
  let failure: TaskFailure | undefined;
  for (const task of tasks) {
    const scope = {
      env: context.env,
      steps: records,
      succeeded: failure === undefined,
      candidate: context.state.attempt?.values ?? {},
    };
    if (!applies(task, scope)) {
      records[task.name] = { output: '', outcome: 'skipped' };
      context.trace({ event: 'skipped', task: task.name, ...attemptOf(context) });
      continue;
    }
    const result = await traced(task.name, context, () => run(task, scope));
    records[task.name] = {
      output: result.ok ? result.output : '',
      outcome: result.ok ? 'success' : 'failure',
    };
    if (!result.ok) failure ??= { task: task.name, result };
  }
  return failure;
}

function applies(task: ConditionalTask, scope: ExpressionScope): boolean {
  const { if: condition = '', needs } = task;
  const wanted = condition === '' || isTrue(parseExpression(condition)(scope));
  if (needs) return wanted && needs.every((name) => scope.steps[name]?.outcome === 'success');
  const asksAboutFailure = /\b(?:failure|always)\(\)/.test(condition);
  return wanted && (scope.succeeded || asksAboutFailure);
}

async function traced(
  task: string,
  context: RunContext,
  run: () => Promise<StepResult>,
): Promise<StepResult> {
  const startedAt = performance.now();
  const attempt = attemptOf(context);
  context.say(`── ${task}`);
  context.trace({ event: 'started', task, ...attempt });
  const result = await run();
  if (!result.ok) context.say(result.message);
  context.trace({
    event: 'finished',
    task,
    outcome: result.ok ? 'success' : result.outcome,
    message: result.ok ? result.output : result.message,
    durationMs: Math.round(performance.now() - startedAt),
    ...attempt,
  });
  return result;
}

function attemptOf({ state: { attempt } }: RunContext) {
  return attempt ? { candidate: attempt.candidate, round: attempt.round } : {};
}
