import type { ExpressionScope } from '../pipeline/expression.js';
import type { SearchTask } from '../pipeline/pipeline.schema.js';
import { type RunContext, type StepFailure, type StepResult, done, stop } from '../steps/step.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Attempt, Refusal } from './attempt.js';
import { type CandidatePlan, candidatesOf } from './candidates-of.js';
import { best, type Rankable } from './rank.js';
import { runStep } from './run-step.js';
import { runTasks, type StepRecords, type TaskFailure } from './run-tasks.js';

/** More than any diff that may pass, and the output that a gate shows. */
const RECORDED_CHARS = 20_000;

/** What a candidate that passed leaves, until it is known which one is taken. */
interface Passed extends Rankable {
  readonly workspace: Workspace;
  readonly records: StepRecords;
}

/** What every round starts from. */
interface Start {
  readonly pristine: Workspace;
  readonly records: StepRecords;
}

/**
 * Tries candidates by the tasks of a search, each round in a fresh copy of the workspace. What is
 * rejected goes back to whoever wrote it, for as many rounds as the search allows. A patch that is proven
 * ends the search, and so does the first that passes unless the best is wanted. The workspace, diff and
 * outputs of the one that is taken are those of the search.
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
  const passed: Passed[] = [];
  let failure: StepFailure | undefined;
  for (const plan of candidatesOf(task, scope)) {
    const tried = await tryCandidate(task, plan, context, { pristine, records });
    delete state.attempt;
    state.workspace = workspace;
    if ('workspace' in tried) passed.push(tried);
    else failure = moreTelling(failure, tried);
    if (isEnough(task, tried)) break;
  }
  const taken = best(passed);
  for (const other of passed) if (other !== taken) other.workspace.remove();
  if (taken) return take(taken, records, context);
  return failure ?? stop('failed', 'The search allows no candidate.');
}

function isEnough({ take: wanted = 'first' }: SearchTask, tried: Passed | StepFailure): boolean {
  if (!('workspace' in tried)) return tried.outcome === 'cancelled';
  return wanted === 'first' || tried.verdict?.proven === true;
}

async function tryCandidate(
  task: SearchTask,
  { number, rounds, values }: CandidatePlan,
  context: RunContext,
  start: Start,
): Promise<Passed | StepFailure> {
  const refusals: Refusal[] = [];
  let rejection: StepFailure | undefined;
  for (let round = 1; ; round += 1) {
    const attempt: Attempt = { candidate: number, round, values, refusals };
    const tried = await tryRound(task, attempt, start, context);
    if ('workspace' in tried) return tried;
    const { answer } = attempt;
    // Nothing further to propose: what was said of the last proposal says more.
    if (tried.outcome === 'refused' && rejection) return rejection;
    if (tried.outcome !== 'rejected' || answer === undefined || round >= rounds) return tried;
    rejection = tried;
    refusals.push({ answer, reason: tried.message });
  }
}

async function tryRound(
  task: SearchTask,
  attempt: Attempt,
  start: Start,
  context: RunContext,
): Promise<Passed | StepFailure> {
  const { state } = context;
  const workspace = start.pristine.clone();
  const records = { ...start.records };
  state.workspace = workspace;
  state.attempt = attempt;
  state.patched = new Map();
  delete state.verdict;
  const failure = await runTasks(task.tasks, records, context, (step, scope) =>
    runStep(step, scope, context),
  );
  const { diff, patched, verdict } = state;
  noteAttempt(attempt, failure, context);
  if (!failure) return { workspace, diff, patched, verdict, records };
  workspace.remove();
  const tried = { ...failure.result, message: `${failure.task}: ${failure.result.message}` };
  if (tried.outcome === 'rejected') remember(patched, tried, context);
  return tried;
}

/** For the record: what was tried, and what became of it. */
function noteAttempt(
  { candidate, round, values }: Attempt,
  failure: TaskFailure | undefined,
  { state }: RunContext,
): void {
  const diff = state.patched.size > 0 ? state.diff : '';
  const said = failure ? `${failure.task}: ${failure.result.message}` : state.verdict?.message;
  state.attempts.push({
    ...{ from: values['from'] ?? '', candidate, round, passed: !failure },
    message: (said ?? '').slice(-RECORDED_CHARS),
    diff: diff.slice(0, RECORDED_CHARS),
  });
}

/** So that nobody has the same patch graded twice. */
function remember(
  patched: ReadonlyMap<string, string>,
  { message }: StepFailure,
  { state }: RunContext,
): void {
  for (const text of patched.values()) state.rejected.set(text, message);
}

function take(passed: Passed, records: StepRecords, { state }: RunContext): StepResult {
  const { workspace, diff, patched, verdict } = passed;
  Object.assign(records, passed.records);
  Object.assign(state, { workspace, diff, patched });
  if (verdict) state.verdict = verdict;
  return done(diff);
}

/** A patch that did not pass says more than that there was no further one. */
function moreTelling(before: StepFailure | undefined, after: StepFailure): StepFailure {
  const weights = { refused: 0, failed: 1, rejected: 2, cancelled: 3 } as const;
  return before && weights[before.outcome] > weights[after.outcome] ? before : after;
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
