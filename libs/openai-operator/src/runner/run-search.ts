import { type ExpressionScope, fillTemplate } from '../pipeline/expression.js';
import type { SearchTask } from '../pipeline/pipeline.schema.js';
import {
  type RunContext,
  type RunState,
  type StepFailure,
  type StepResult,
  done,
  stop,
} from '../steps/step.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Attempt, Refusal } from './attempt.js';
import { runStep } from './run-step.js';
import { runTasks, type StepRecords } from './run-tasks.js';

/** What a candidate that passed leaves, until it is known which one is taken. */
interface Passed extends Pick<RunState, 'diff' | 'patched'> {
  readonly workspace: Workspace;
  readonly records: StepRecords;
}

/**
 * Tries candidates by the tasks of a search, each round in a fresh copy of the workspace. What is
 * rejected goes back to whoever wrote it, for as many rounds as the search allows. The first that
 * passes all tasks is taken: its workspace, diff and outputs are those of the search.
 */
export async function runSearch(
  task: SearchTask,
  scope: ExpressionScope,
  records: StepRecords,
  context: RunContext,
): Promise<StepResult> {
  if (context.dryRun) return dryRun(task, records, context);
  const { state } = context;
  const { pristine, workspace } = state;
  if (!pristine || !workspace) return stop('failed', 'A search needs a workspace task before it.');
  let failure: StepFailure | undefined;
  for (let candidate = 1; candidate <= limit(task.candidates, scope); candidate += 1) {
    const tried = await tryCandidate(task, candidate, limit(task.rounds, scope), context, {
      pristine,
      records,
    });
    delete state.attempt;
    if ('workspace' in tried) return take(tried, records, context);
    state.workspace = workspace;
    failure = worse(failure, tried);
    if (tried.outcome !== 'rejected') break;
  }
  return failure ?? stop('failed', 'The search allows no candidate.');
}

async function tryCandidate(
  task: SearchTask,
  candidate: number,
  rounds: number,
  context: RunContext,
  { pristine, records }: { readonly pristine: Workspace; readonly records: StepRecords },
): Promise<Passed | StepFailure> {
  const refusals: Refusal[] = [];
  for (let round = 1; ; round += 1) {
    const attempt: Attempt = { candidate, round, refusals };
    const tried = await tryRound(task, attempt, pristine, { ...records }, context);
    if ('workspace' in tried) return tried;
    const { answer } = attempt;
    if (tried.outcome !== 'rejected' || answer === undefined || round >= rounds) return tried;
    refusals.push({ answer, reason: tried.message });
  }
}

async function tryRound(
  task: SearchTask,
  attempt: Attempt,
  pristine: Workspace,
  records: StepRecords,
  context: RunContext,
): Promise<Passed | StepFailure> {
  const { state } = context;
  const workspace = pristine.clone();
  state.workspace = workspace;
  state.attempt = attempt;
  state.patched = new Map();
  const failure = await runTasks(task.tasks, records, context, (step, scope) =>
    runStep(step, scope, context),
  );
  if (!failure) return { workspace, diff: state.diff, patched: state.patched, records };
  workspace.remove();
  return { ...failure.result, message: `${failure.task}: ${failure.result.message}` };
}

function take(passed: Passed, records: StepRecords, { state }: RunContext): StepResult {
  Object.assign(records, passed.records);
  state.workspace = passed.workspace;
  state.diff = passed.diff;
  state.patched = passed.patched;
  return done(passed.diff);
}

/** A patch that did not pass says more than that there was no further one. */
function worse(before: StepFailure | undefined, after: StepFailure): StepFailure {
  return before && after.outcome === 'refused' ? before : after;
}

async function dryRun(
  task: SearchTask,
  records: StepRecords,
  context: RunContext,
): Promise<StepResult> {
  const failure = await runTasks(task.tasks, records, context, (step, scope) =>
    runStep(step, scope, context),
  );
  return failure ? failure.result : done();
}

function limit(value: number | string | undefined, scope: ExpressionScope): number {
  const filled = typeof value === 'string' ? fillTemplate(value, scope) : (value ?? 1);
  const number = Number(filled);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
