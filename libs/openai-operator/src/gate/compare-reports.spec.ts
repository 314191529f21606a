import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareReports } from './compare-reports.js';
import { countTests, type TestCounts, type TestReport, type TestStatus } from './test-report.js';

const run = (exitCode: number) => ({
  outcome: 'exited' as const,
  exitCode,
  stdout: '',
  stderr: '',
  output: '',
  durationMs: 1,
});
const named = (tests: Record<string, TestStatus>, exitCode?: number): TestReport => {
  const cases = Object.entries(tests).map(([id, status]) => ({
    id,
    file: id.split(' › ')[0] ?? '',
    status,
  }));
  const red = cases.some(({ status }) => status === 'fail') ? 1 : 0;
  return { run: run(exitCode ?? red), tests: cases, counts: countTests(cases) };
};
const counted = (exitCode: number, counts?: TestCounts): TestReport => ({
  run: run(exitCode),
  tests: undefined,
  counts,
});
const reason = (before: TestReport, after: TestReport): string => {
  const verdict = compareReports(before, after);
  return verdict.ok ? `kept, ${String(verdict.fixed)} fixed` : verdict.message;
};

describe('compareReports, by test', () => {
  const before = named({
    'a › one': 'pass',
    'a › two': 'fail',
    'b › old': 'fail',
    'b › off': 'skip',
  });
  const fixed = {
    'a › one': 'pass',
    'a › two': 'pass',
    'b › old': 'fail',
    'b › off': 'skip',
  } as const;

  it('keeps what fixes one and harms none, although the suite stays red for another reason', () => {
    expect(reason(before, named(fixed))).toBe('kept, 1 fixed');
  });

  it.each([
    [
      'a test that newly fails',
      { ...fixed, 'a › one': 'fail' as const },
      'fail with the patch: a › one',
    ],
    [
      'a test that is gone',
      { 'a › two': 'pass' as const, 'b › old': 'fail' as const, 'b › off': 'skip' as const },
      'did not run any more with the patch: a › one',
    ],
    [
      'a test that is newly skipped',
      { ...fixed, 'b › old': 'skip' as const },
      'skipped now: b › old',
    ],
    [
      'a failing test that nothing makes pass',
      { ...fixed, 'a › two': 'fail' as const },
      'No failing test passes',
    ],
    ['an empty report', {}, 'did not run any more'],
  ])('refuses %s', (_what, after, message) => {
    expect(reason(before, named(after))).toContain(message);
  });

  it('refuses a report that is missing, a run that does not end, and an exit code that got worse', () => {
    expect(reason(before, counted(0))).toContain('no longer names its tests');
    const { stdout, stderr, output, durationMs } = run(0);
    const endless = { outcome: 'timed-out' as const, stdout, stderr, output, durationMs };
    expect(reason(before, { ...named(fixed), run: endless })).toContain('timed-out');
    expect(reason(named({ a: 'pass' }), named({ a: 'pass' }, 3))).toContain('exit code 3');
  });

  it('keeps what harms none where no test failed, and says that nothing proves it', () => {
    const verdict = compareReports(named({ a: 'pass' }), named({ a: 'pass', b: 'pass' }));
    expect(verdict).toMatchObject({
      ok: true,
      fixed: 0,
      message: expect.stringContaining('do not show'),
    });
  });

  it('counts a file that did not load before and whose tests pass now', () => {
    expect(reason(named({ 'a.test.js': 'fail' }), named({ 'a.test.js › one': 'pass' }))).toBe(
      'kept, 1 fixed',
    );
    expect(reason(named({ 'a.test.js': 'fail' }), named({ 'a.test.js › one': 'fail' }))).toContain(
      'did not run any more',
    );
  });

  it('never keeps what makes any test worse, and always keeps what only makes tests better', () => {
    const status = fc.constantFrom<TestStatus[]>('pass', 'fail', 'skip');
    const suite = fc.array(fc.tuple(status, fc.option(status, { nil: undefined })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(suite, (tests) => {
        const was = named(
          Object.fromEntries(tests.map(([from], at) => [`f › ${String(at)}`, from])),
        );
        const is = named(
          Object.fromEntries(
            tests.flatMap(([, to], at) => (to === undefined ? [] : [[`f › ${String(at)}`, to]])),
          ),
        );
        const worse = tests.some(
          ([from, to]) =>
            to === undefined ||
            (from === 'pass' && to !== 'pass') ||
            (from === 'fail' && to === 'skip'),
        );
        const red = tests.some(([from]) => from === 'fail');
        const better = tests.some(([from, to]) => from === 'fail' && to === 'pass');
        // A skipped test that runs now and fails is a change of the suite's exit code alone.
        const exit =
          was.run.outcome === 'exited' && was.run.exitCode === 0 && is.counts?.fail !== 0;
        expect(compareReports(was, is).ok).toBe(!worse && !exit && (!red || better));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('compareReports, where the runner names no tests', () => {
  it.each([
    ['green stays green', counted(0), counted(0), 'kept, 0 fixed'],
    ['green turns red', counted(0), counted(1), 'The tests passed before'],
    ['red turns green', counted(1), counted(0), 'kept, 1 fixed'],
    ['red stays red', counted(1), counted(1), 'still end with'],
    [
      'fewer fail',
      counted(1, { pass: 5, fail: 2, skip: 0 }),
      counted(1, { pass: 6, fail: 1, skip: 0 }),
      'kept, 1 fixed',
    ],
    [
      'as many fail',
      counted(1, { pass: 5, fail: 2, skip: 0 }),
      counted(1, { pass: 5, fail: 2, skip: 0 }),
      'No failing test',
    ],
    [
      'fewer run',
      counted(0, { pass: 5, fail: 0, skip: 0 }),
      counted(0, { pass: 4, fail: 0, skip: 0 }),
      'With the patch: 4 pass',
    ],
    [
      'more are skipped',
      counted(1, { pass: 5, fail: 1, skip: 0 }),
      counted(0, { pass: 5, fail: 0, skip: 1 }),
      '1 skipped',
    ],
  ])('judges by exit code and numbers: %s', (_what, before, after, expected) => {
    expect(reason(before, after)).toContain(expected);
  });
});
