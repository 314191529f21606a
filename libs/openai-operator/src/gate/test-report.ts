import type { RunResult } from '@app/process-runner';

export type TestStatus = 'pass' | 'fail' | 'skip';

export interface TestCase {
  /** File, describe blocks and name; the same in every copy of the project. Unique in a report. */
  readonly id: string;
  /** The test file, relative to the project; empty where the runner does not say. */
  readonly file: string;
  readonly status: TestStatus;
  /** What it failed with, where the runner says so. */
  readonly error?: string;
  /** The files that the failure came through, relative to the project, innermost first; no packages. */
  readonly stack?: readonly string[];
}

export interface TestCounts {
  readonly pass: number;
  readonly fail: number;
  readonly skip: number;
}

/** What one run of a test command showed. */
export interface TestReport {
  readonly run: RunResult;
  /** Undefined where the runner names no tests. */
  readonly tests: readonly TestCase[] | undefined;
  /** Undefined where the output says nothing. */
  readonly counts: TestCounts | undefined;
  /** Where several runs differ in their numbers: how many failed at the best. */
  readonly fewestFail?: number;
}

export function countTests(tests: readonly TestCase[]): TestCounts {
  const of = (status: TestStatus): number => tests.filter((test) => test.status === status).length;
  return { pass: of('pass'), fail: of('fail'), skip: of('skip') };
}

/** Makes ids unique: tests of the same name are told apart by their order. */
export function numbered(tests: readonly TestCase[]): TestCase[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const times = (seen.get(test.id) ?? 0) + 1;
    seen.set(test.id, times);
    return times === 1 ? test : { ...test, id: `${test.id} #${String(times)}` };
  });
}

/** `3 pass, 1 fail` */
export function inWords({ run, counts }: TestReport): string {
  if (counts) {
    const { pass, fail, skip } = counts;
    const skipped = skip > 0 ? `, ${String(skip)} skipped` : '';
    return `${String(pass)} pass, ${String(fail)} fail${skipped}`;
  }
  return run.outcome === 'exited' ? `exit code ${String(run.exitCode)}` : run.outcome;
}
