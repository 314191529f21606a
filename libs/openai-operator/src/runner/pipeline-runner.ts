import type { RepairOutcome } from '@app/contracts';
import {
  fillTemplate,
  isTrue,
  parseExpression,
  type ExpressionScope,
} from '../pipeline/expression.js';
import type { Pipeline, PipelineTask } from '../pipeline/pipeline.schema.js';
import { findStep } from '../steps/registry.js';
import { type RunContext, stop, type StepResult } from '../steps/step.js';

export interface PipelineEnding {
  readonly outcome: RepairOutcome;
  readonly message: string;
}

/** Runs the tasks in order; after one that failed only those whose `if` asks for it. */
export async function runPipeline(
  { tasks }: Pipeline,
  context: RunContext,
): Promise<PipelineEnding> {
  const steps: Record<string, { output: string; outcome: string }> = {};
  let failure: { task: string; result: Extract<StepResult, { ok: false }> } | undefined;
  try {
    for (const task of tasks) {
      const scope: ExpressionScope = { env: context.env, steps, succeeded: failure === undefined };
      if (!applies(task, scope)) continue;
      context.say(`── ${task.name}`);
      const result = context.signal.aborted
        ? stop('cancelled', 'The run was cancelled.')
        : await runTask(task, scope, context);
      steps[task.name] = {
        output: result.ok ? result.output : '',
        outcome: result.ok ? 'success' : 'failure',
      };
      if (!result.ok) {
        context.say(result.message);
        failure ??= { task: task.name, result };
      }
    }
  } finally {
    context.workspace?.remove();
  }
  return ending(context, failure);
}

function applies(task: PipelineTask, scope: ExpressionScope): boolean {
  if (task.if === undefined) return scope.succeeded;
  const wanted = isTrue(parseExpression(task.if)(scope));
  const asksAboutFailure = /\b(?:failure|always)\(\)/.test(task.if);
  return wanted && (scope.succeeded || asksAboutFailure);
}

async function runTask(
  task: PipelineTask,
  scope: ExpressionScope,
  context: RunContext,
): Promise<StepResult> {
  const step = findStep(task.uses ?? 'run');
  if (!step) return stop('failed', `There is no step "${task.uses ?? ''}".`);
  const options = step.options.safeParse(optionsOf(task, scope));
  if (!options.success) {
    const [issue] = options.error.issues;
    return stop(
      'failed',
      `${task.name}: with.${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`,
    );
  }
  try {
    return await step.run(options.data, context);
  } catch (error) {
    return stop('failed', `${task.name} broke: ${String(error)}`);
  }
}

function optionsOf(task: PipelineTask, scope: ExpressionScope): Record<string, unknown> {
  const fill = (value: unknown): unknown =>
    typeof value === 'string' ? fillTemplate(value, scope) : value;
  const filled = Object.fromEntries(
    Object.entries(task.with).map(([key, value]) => [key, fill(value)]),
  );
  if (task.run === undefined) return filled;
  const env = Object.fromEntries(
    Object.entries(task.env ?? {}).map(([key, value]) => [key, String(fill(value))]),
  );
  return {
    run: task.run,
    env,
    ...(task.in === undefined ? {} : { in: task.in }),
    ...(task.timeoutSeconds === undefined ? {} : { timeoutSeconds: task.timeoutSeconds }),
  };
}

function ending(
  { promoted, exchanges }: RunContext,
  failure: { task: string; result: Extract<StepResult, { ok: false }> } | undefined,
): PipelineEnding {
  if (!failure) {
    return promoted
      ? { outcome: 'kept', message: 'The patch passed its gate and is in place.' }
      : { outcome: 'rejected', message: 'The pipeline ended without a change of the project.' };
  }
  const { task, result } = failure;
  if (promoted)
    return {
      outcome: 'kept',
      message: `The patch is in place, but ${task} failed afterwards: ${result.message}`,
    };
  const tries = exchanges.length > 0 ? ` (${String(exchanges.length)} answer(s) of the model)` : '';
  return { outcome: result.outcome, message: `${task}${tries}: ${result.message}` };
}
