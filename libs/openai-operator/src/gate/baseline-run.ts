import { type IsolationLevel, isolationLevels } from '../isolation/isolation.js';
import type { RunContext } from '../steps/step.js';
import type { Workspace } from '../workspace/workspace.js';
import { type SteadyReport, steadyReport } from './flaky-tests.js';
import { runTests, type TestRun } from './run-tests.js';
import type { TestReport } from './test-report.js';

export interface BaselineRun extends SteadyReport {
  readonly level: IsolationLevel;
}

/** How often the tests run without a patch, to find those that are flaky. */
export interface Repeats {
  /** 1: once, so none is found. */
  readonly runs: number;
  /** How long the repeats may take together: a slow suite runs less often. */
  readonly repeatSeconds: number;
}

interface LevelRun {
  readonly level: IsolationLevel;
  readonly report: TestReport;
}

/**
 * Runs the tests without any patch, as confined as they bear. What fails may fail for want of the network
 * or of a folder: then they run again with less, and the strongest level counts at which no test fails
 * that passes with less.
 */
export async function runBaseline(
  run: Omit<TestRun, 'level'>,
  repeats: Repeats,
  pristine: Workspace,
  context: RunContext,
): Promise<BaselineRun> {
  const { level, report } = await runAtBestLevel(run, pristine, context);
  const more = await repeat({ ...run, level }, report, repeats, pristine, context);
  return { level, ...steadyReport([report, ...more]) };
}

/** Runs that do not end by themselves tell nothing, and are the last. */
async function repeat(
  run: TestRun,
  { run: { outcome, durationMs } }: TestReport,
  { runs, repeatSeconds }: Repeats,
  pristine: Workspace,
  context: RunContext,
): Promise<TestReport[]> {
  const reports: TestReport[] = [];
  let leftMs = repeatSeconds * 1_000 - durationMs;
  while (outcome === 'exited' && reports.length < runs - 1 && leftMs >= 0) {
    const report = await runInCopy(run, pristine, context);
    if (report.run.outcome !== 'exited') break;
    reports.push(report);
    leftMs -= report.run.durationMs;
  }
  return reports;
}

async function runInCopy(run: TestRun, pristine: Workspace, context: RunContext) {
  const copy = pristine.clone();
  try {
    return await runTests(run, copy.folder, context);
  } finally {
    copy.remove();
  }
}

async function runAtBestLevel(
  run: Omit<TestRun, 'level'>,
  pristine: Workspace,
  context: RunContext,
): Promise<LevelRun> {
  const { strongest, required } = context.isolation;
  const allowed = isolationLevels.slice(isolationLevels.indexOf(strongest));
  let best: LevelRun | undefined;
  for (const level of required ? allowed.slice(0, 1) : allowed) {
    const report = await runInCopy({ ...run, level }, pristine, context);
    if (!best || failures(report) < failures(best.report)) best = { level, report };
    if (failures(report) === 0 || context.signal.aborted) break;
    // What hangs for another reason shall not hang three times.
    if (report.run.outcome === 'timed-out' && level !== strongest) break;
  }
  if (!best) throw new Error('There is no level of isolation to run at.');
  return best;
}

/** How much goes wrong; what does not end by itself is worse than any test that fails. */
function failures({ run, counts, tests }: TestReport): number {
  if (run.outcome !== 'exited') return Number.MAX_SAFE_INTEGER;
  if (run.exitCode === 0) return counts?.fail ?? 0;
  // A suite that does not even say which tests it has did not get far.
  return tests || counts ? Math.max(1, counts?.fail ?? 0) : Number.MAX_SAFE_INTEGER - 1;
}

/** How the tests ran, for people. */
export function inWordsOf(level: IsolationLevel, { strongest, reason }: RunContext['isolation']) {
  if (level === 'full') return 'The tests run confined: without network, only their copy writable.';
  const why = level === strongest ? reason : 'they fail without';
  return level === 'files'
    ? `The tests run with only their copy writable, but with network: ${why}.`
    : `The tests run unconfined: ${why}.`;
}
