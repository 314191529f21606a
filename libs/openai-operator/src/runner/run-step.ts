import { type ExpressionScope, fillTemplate } from '../pipeline/expression.js';
import type { StepTask } from '../pipeline/pipeline.schema.js';
import { findStep } from '../steps/registry.js';
import { type RunContext, type StepDefinition, stop, type StepResult } from '../steps/step.js';
import { withinTime } from './within-time.js';

/** Runs one task by its step. Never rejects: what breaks is a failure. */
export async function runStep(
  task: StepTask,
  scope: ExpressionScope,
  context: RunContext,
): Promise<StepResult> {
  const step = findStep(task.uses ?? 'run');
  if (!step) return stop('failed', `There is no step "${task.uses ?? ''}".`);
  if (context.signal.aborted) return stop('cancelled', 'The run was cancelled.');
  if (context.dryRun && !step.harmless) return wouldRun(task, step, context);
  const options = step.options.safeParse(optionsOf(task, scope));
  if (!options.success) {
    const [issue] = options.error.issues;
    const place = issue?.path.map(String).join('.') ?? '';
    return stop('failed', `with.${place}: ${issue?.message ?? 'is not valid'}`);
  }
  // A command knows its own time limit, and says more about what it did until then.
  const limit = task.run === undefined ? task.timeoutSeconds : undefined;
  return withinTime(limit, context, (limited) => attempt(step, options.data, limited));
}

async function attempt(
  step: StepDefinition,
  options: unknown,
  context: RunContext,
): Promise<StepResult> {
  try {
    return await step.run(options, context);
  } catch (error) {
    return stop('failed', `${step.id} broke: ${String(error)}`);
  }
}

function wouldRun(task: StepTask, step: StepDefinition, context: RunContext) {
  const what =
    task.run === undefined
      ? `use "${step.id}"`
      : `run in the ${task.in ?? 'workspace'}: ${task.run.trim()}`;
  context.say(`would ${what}`);
  return { ok: true, output: '' } as const;
}

function optionsOf(task: StepTask, scope: ExpressionScope): Record<string, unknown> {
  if (task.run === undefined) return filled(task.with ?? {}, scope);
  const { run, in: where, network, secrets, timeoutSeconds } = task;
  const given = Object.entries({ in: where, network, secrets, timeoutSeconds }).filter(
    ([, value]) => value !== undefined,
  );
  return { run, env: filled(task.env ?? {}, scope), ...Object.fromEntries(given) };
}

function filled(
  values: Readonly<Record<string, unknown>>,
  scope: ExpressionScope,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' ? fillTemplate(value, scope) : value,
    ]),
  );
}
