import type { RepairOutcome } from '@app/contracts';
import type { ExpressionScope } from '../pipeline/expression.js';
import { isSearch, type Pipeline, type PipelineTask } from '../pipeline/pipeline.schema.js';
import type { Isolation } from '../isolation/isolation.js';
import { inWordsOf } from '../gate/baseline-run.js';
import type { RunContext, RunState, StepResult } from '../steps/step.js';
import { runSearch } from './run-search.js';
import { runStep } from './run-step.js';
import { runTasks, type StepRecords, type TaskFailure } from './run-tasks.js';
import { withinTime } from './within-time.js';

export interface PipelineEnding {
  readonly outcome: RepairOutcome;
  readonly message: string;
}

/** Runs a pipeline to its end and removes every copy of the project that it made. */
export async function runPipeline(
  { tasks }: Pipeline,
  context: RunContext,
): Promise<PipelineEnding> {
  const records: StepRecords = {};
  const run = (task: PipelineTask, scope: ExpressionScope): Promise<StepResult> =>
    isSearch(task)
      ? withinTime(task.timeoutSeconds, context, (limited) =>
          runSearch(task, scope, records, limited),
        )
      : runStep(task, scope, context);
  try {
    return ending(context, await runTasks(tasks, records, context, run));
  } finally {
    context.state.pristine?.removeAll();
  }
}

function ending(
  { state, dryRun, isolation }: RunContext,
  failure: TaskFailure | undefined,
): PipelineEnding {
  if (!failure) {
    if (dryRun) return { outcome: 'rejected', message: 'This was a dry run: nothing was changed.' };
    if (state.proposal !== undefined)
      return { outcome: 'proposed', message: proposedMessage(state.proposal, state, isolation) };
    return state.promoted
      ? { outcome: 'kept', message: keptMessage(state, isolation) }
      : { outcome: 'rejected', message: 'The pipeline ended without a change of the project.' };
  }
  const { task, result } = failure;
  if (state.promoted)
    return {
      outcome: 'kept',
      message: `The patch is in place, but ${task} failed afterwards: ${result.message}`,
    };
  const answers = state.exchanges.length;
  const tries = answers > 0 ? ` (${String(answers)} answer(s) of the model)` : '';
  return { outcome: result.outcome, message: `${task}${tries}: ${result.message}` };
}

function keptMessage(state: RunState, isolation: Isolation): string {
  return `The patch passed its gate and is in place.${seenByGate(state, isolation)}`;
}

function proposedMessage(where: string, state: RunState, isolation: Isolation): string {
  return `The patch passed its gate and waits for approval ${where}.${seenByGate(state, isolation)}`;
}

/** And how far it kept the tests from the machine. */
function seenByGate({ verdict, baseline }: RunState, isolation: Isolation): string {
  const seen = verdict ? ` ${verdict.message}` : '';
  return baseline ? `${seen} ${inWordsOf(baseline.level, isolation)}` : seen;
}
