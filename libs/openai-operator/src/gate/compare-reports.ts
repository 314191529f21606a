import { inWords, type TestCase, type TestReport, type TestStatus } from './test-report.js';

export interface PassedGate {
  readonly ok: true;
  /** How many tests failed before and pass now. 0: no test shows that the error is gone. */
  readonly fixed: number;
  /** Whether tests failed before and all of them pass now, or a script that showed the error is silent now. */
  readonly proven: boolean;
  readonly message: string;
}

export type GateVerdict =
  | PassedGate
  /** Why the patch is not kept, in words for whoever wrote it. */
  | { readonly ok: false; readonly message: string };

const MOST_NAMES = 5;

/**
 * The gate by difference: the same tests before and after a patch. No test may newly fail, disappear or
 * be skipped; where tests failed before, at least one of them must pass. A suite that was red for other
 * reasons may stay so.
 *
 * @param silenced whether a script that showed the error ends well with the patch: proof enough where no
 *   test knows the error
 */
export function compareReports(
  before: TestReport,
  after: TestReport,
  silenced = false,
): GateVerdict {
  if (after.run.outcome !== 'exited')
    return refuse(`The tests did not end by themselves with the patch: ${after.run.outcome}.`);
  if (before.tests && after.tests) {
    const verdict = compareTests(before.tests, after.tests, silenced);
    return verdict.ok ? checkExit(before, after, verdict) : verdict;
  }
  if (before.tests && !after.tests)
    return refuse('With the patch the runner no longer names its tests: the suite did not run.');
  return compareCounts(before, after, silenced);
}

function compareTests(
  before: readonly TestCase[],
  after: readonly TestCase[],
  silenced: boolean,
): GateVerdict {
  const now = new Map(after.map((test) => [test.id, test.status]));
  const became = (from: readonly TestStatus[], to: TestStatus | undefined): string[] =>
    before
      .filter(({ id, status }) => from.includes(status) && now.get(id) === to)
      .map(({ id }) => id);

  const broken = became(['pass'], 'fail');
  if (broken.length > 0)
    return refuse(`These tests passed before and fail with the patch: ${names(broken)}.`);
  const skipped = became(['pass', 'fail'], 'skip');
  if (skipped.length > 0)
    return refuse(`These tests ran before and are skipped now: ${names(skipped)}.`);
  const loaded = before.filter((test) => failedToLoad(test) && passesNow(test.file, after));
  const gone = became(['pass', 'fail', 'skip'], undefined).filter(
    (id) => !loaded.some((test) => test.id === id),
  );
  if (gone.length > 0)
    return refuse(`These tests did not run any more with the patch: ${names(gone)}.`);

  const failing = before.filter(({ status }) => status === 'fail');
  const fixed = became(['fail'], 'pass').length + loaded.filter(({ id }) => !now.has(id)).length;
  return judged(failing.length, fixed, silenced, names(failing.map(({ id }) => id)));
}

/** A test file that broke as a whole stands for itself; once it loads, its tests stand for it. */
function failedToLoad({ id, file, status }: TestCase): boolean {
  return status === 'fail' && file !== '' && id === file;
}

function passesNow(file: string, after: readonly TestCase[]): boolean {
  const own = after.filter((test) => test.file === file);
  return (
    own.some(({ status }) => status === 'pass') && !own.some(({ status }) => status === 'fail')
  );
}

/** What the tests do not show, the exit code may: a coverage threshold, a crash after the last test. */
function checkExit(before: TestReport, after: TestReport, verdict: GateVerdict): GateVerdict {
  return exitCode(before) === 0 && exitCode(after) !== 0
    ? refuse(
        `The tests pass, but their command ends with ${inExitCode(after)} and ended with 0 before.`,
      )
    : verdict;
}

function compareCounts(before: TestReport, after: TestReport, silenced: boolean): GateVerdict {
  const green = exitCode(before) === 0;
  if (green && exitCode(after) !== 0)
    return refuse(`The tests passed before and end with ${inExitCode(after)} with the patch.`);
  const [was, is] = [before.counts, after.counts];
  if (!was || !is) {
    return green || exitCode(after) === 0
      ? judged(green ? 0 : 1, green ? 0 : 1, silenced, '')
      : refuse(`The tests still end with ${inExitCode(after)}.`);
  }
  if (is.pass < was.pass || is.fail > was.fail || is.skip > was.skip)
    return refuse(`Before: ${inWords(before)}. With the patch: ${inWords(after)}.`);
  const failing = before.fewestFail ?? was.fail;
  return judged(failing, Math.max(0, failing - is.fail), silenced, `${String(failing)} before`);
}

function judged(
  failedBefore: number,
  fixed: number,
  silenced: boolean,
  which: string,
): GateVerdict {
  if (failedBefore > 0 && fixed === 0 && !silenced)
    return refuse(`No failing test passes with the patch: ${which}.`);
  const proven = silenced || (fixed > 0 && fixed === failedBefore);
  return { ok: true, fixed, proven, message: seen(failedBefore, fixed, silenced) };
}

function seen(failedBefore: number, fixed: number, silenced: boolean): string {
  const tests =
    fixed > 0
      ? `${String(fixed)} of ${String(failedBefore)} failing test(s) pass now, and none got worse.`
      : 'No test got worse.';
  if (silenced) return `${tests} A script that ended in the error ends well now.`;
  return fixed > 0
    ? tests
    : 'No test failed before, and none fails now: the tests do not show whether the error is gone.';
}

function exitCode({ run }: TestReport): number | undefined {
  return run.outcome === 'exited' ? run.exitCode : undefined;
}

function inExitCode(report: TestReport): string {
  return `exit code ${String(exitCode(report))}`;
}

function names(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_NAMES).join('; ');
  return ids.length > MOST_NAMES ? `${shown}; and ${String(ids.length - MOST_NAMES)} more` : shown;
}

function refuse(message: string): GateVerdict {
  return { ok: false, message };
}
