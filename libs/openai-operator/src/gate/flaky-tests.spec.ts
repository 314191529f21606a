import { describe, expect, it } from '@jest/globals';
import { compareReports } from './compare-reports.js';
import { steadyReport, without } from './flaky-tests.js';
import { countTests, type TestCounts, type TestReport, type TestStatus } from './test-report.js';

const run = (exitCode: number) => ({
  ...{ outcome: 'exited' as const, exitCode },
  ...{ stdout: '', stderr: '', output: '', durationMs: 1 },
});
const named = (statuses: Record<string, TestStatus>): TestReport => {
  const tests = Object.entries(statuses).map(([id, status]) => ({ id, file: '', status }));
  const red = tests.some(({ status }) => status === 'fail') ? 1 : 0;
  return { run: run(red), tests, counts: countTests(tests) };
};
const counted = (fail: number, pass = 5): TestReport => ({
  run: run(fail > 0 ? 1 : 0),
  tests: undefined,
  counts: { pass, fail, skip: 0 } satisfies TestCounts,
});
const silent = (exitCode: number): TestReport => ({
  run: run(exitCode),
  tests: undefined,
  counts: undefined,
});
/** How a patch is graded after such runs without it. */
const graded = (before: readonly [TestReport, ...TestReport[]], after: TestReport): string => {
  const { report, flaky } = steadyReport(before);
  const verdict = compareReports(report, without(after, flaky));
  return verdict.ok ? `kept, ${String(verdict.fixed)} fixed` : verdict.message;
};

describe('a flaky test', () => {
  const before = [
    named({ steady: 'pass', bug: 'fail', flaky: 'pass' }),
    named({ steady: 'pass', bug: 'fail', flaky: 'fail' }),
  ] as const;

  it('is one that ends otherwise from run to run, or is not always there', () => {
    expect([...steadyReport(before).flaky]).toEqual(['flaky']);
    const now = [named({ a: 'pass' }), named({ a: 'pass', b: 'pass' })] as const;
    expect([...steadyReport(now).flaky]).toEqual(['b']);
    expect(steadyReport([before[0]]).flaky.size).toBe(0);
  });

  it.each(['fail', 'pass', 'skip'] as const)('does not count against a patch: %s', (flaky) => {
    const after = named({ steady: 'pass', bug: 'pass', flaky });
    expect(graded(before, after)).toBe('kept, 1 fixed');
  });

  it('does not count for a patch that fixes nothing', () => {
    const after = named({ steady: 'pass', bug: 'fail', flaky: 'pass' });
    expect(graded([before[1], before[0]], after)).toContain('No failing test passes');
  });

  it('leaves a broken steady test as it is: a reason to refuse', () => {
    const after = named({ steady: 'fail', bug: 'pass', flaky: 'pass' });
    expect(graded(before, after)).toContain('fail with the patch: steady');
  });

  it('spoils no exit code, where it alone made the suite red now and then', () => {
    const runs = [named({ a: 'pass', b: 'pass' }), named({ a: 'pass', b: 'fail' })] as const;
    expect(graded(runs, named({ a: 'pass', b: 'fail' }))).toBe('kept, 0 fixed');
  });
});

describe('a suite of which only numbers are known', () => {
  it('neither blames nor credits a patch with what differs anyway', () => {
    const before = [counted(1, 5), counted(2, 4)] as const;
    expect(graded(before, counted(2, 4))).toContain('No failing test passes');
    expect(graded(before, counted(1, 5))).toContain('No failing test passes');
    expect(graded(before, counted(0, 6))).toBe('kept, 1 fixed');
    expect(graded(before, counted(3, 3))).toContain('With the patch: 3 pass');
  });

  it('credits nothing by its exit code alone, once that differs', () => {
    expect(graded([silent(1), silent(0)], silent(0))).toBe('kept, 0 fixed');
    expect(graded([silent(1), silent(0)], silent(1))).toContain('The tests passed before');
    expect(graded([silent(1), silent(1)], silent(0))).toBe('kept, 1 fixed');
  });
});
