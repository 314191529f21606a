import { type IsolationLevel, isolationLevels } from '../isolation/isolation.js';
import type { RunContext } from '../steps/step.js';
import type { Workspace } from '../workspace/workspace.js';
import { runTests, type TestRun } from './run-tests.js';
import type { TestReport } from './test-report.js';

export interface BaselineRun {
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
  pristine: Workspace,
  context: RunContext,
): Promise<BaselineRun> {
  const { strongest, required } = context.isolation;
  const allowed = isolationLevels.slice(isolationLevels.indexOf(strongest));
  let best: BaselineRun | undefined;
  for (const level of required ? allowed.slice(0, 1) : allowed) {
    const copy = pristine.clone();
    const report = await runTests({ ...run, level }, copy.folder, context);
    copy.remove();
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
