import { countTests, type TestCase, type TestCounts, type TestReport } from './test-report.js';

/** What several runs of the same code agree on. */
export interface SteadyReport {
  readonly report: TestReport;
  /** Tests that ended otherwise from one run to the next: they say nothing of a patch. */
  readonly flaky: ReadonlySet<string>;
}

/**
 * Finds out what of a suite can be relied on. Where the runner names its tests, those that differ are left
 * out; where it only counts them, or says nothing, a patch is neither blamed for nor credited with what
 * differs anyway.
 *
 * @param reports of runs of the same code; at least one
 */
export function steadyReport(reports: readonly [TestReport, ...TestReport[]]): SteadyReport {
  const [first] = reports;
  const lists = reports.map(({ tests }) => tests);
  if (lists.every((tests) => tests !== undefined)) {
    const flaky = differing(lists);
    return { report: without({ ...worstExit(reports) }, flaky), flaky };
  }
  const counts = reports.map((report) => report.counts);
  const report = counts.every((count) => count !== undefined)
    ? { ...worstExit(reports), ...agreed(counts) }
    : (reports.find((one) => succeeds(one)) ?? first);
  return { report, flaky: new Set() };
}

/** A report that says nothing of some tests. */
export function without(report: TestReport, ids: ReadonlySet<string>): TestReport {
  if (!report.tests || ids.size === 0) return report;
  const tests = report.tests.filter(({ id }) => !ids.has(id));
  return { ...report, tests, counts: countTests(tests) };
}

function differing(lists: readonly (readonly TestCase[])[]): Set<string> {
  const endings = new Map<string, string[]>();
  for (const { id, status } of lists.flat()) endings.set(id, [...(endings.get(id) ?? []), status]);
  const differs = (ended: readonly string[]): boolean =>
    ended.length < lists.length || new Set(ended).size > 1;
  return new Set([...endings].filter(([, ended]) => differs(ended)).map(([id]) => id));
}

/** An exit code that is bad now and then is no fault of a patch. */
function worstExit(reports: readonly [TestReport, ...TestReport[]]): TestReport {
  return reports.find((report) => !succeeds(report)) ?? reports[0];
}

function agreed(counts: readonly TestCounts[]): Pick<TestReport, 'counts' | 'fewestFail'> {
  const all = (status: keyof TestCounts): number[] => counts.map((count) => count[status]);
  return {
    counts: {
      pass: Math.min(...all('pass')),
      fail: Math.max(...all('fail')),
      skip: Math.max(...all('skip')),
    },
    fewestFail: Math.min(...all('fail')),
  };
}

function succeeds({ run }: TestReport): boolean {
  return run.outcome === 'exited' && run.exitCode === 0;
}
