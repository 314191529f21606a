import { parse } from 'node:path';
import { isSame, signaturesIn } from '../reproduction/error-signature.js';
import type { TestCase, TestReport } from './test-report.js';

/** What was patched, and what else there is. */
export interface PatchedProject {
  readonly patched: Iterable<string>;
  /** The sources of the project. */
  readonly files: readonly string[];
}

/**
 * The tests that showed the reported error before a patch and fail with it all the same, with this error or
 * with another: there the patch hides the error, and does not repair it. None where the runner does not say
 * what its tests fail with. A test that shows the same error in another source, certainly without coming
 * through a patched one, shows another bug.
 *
 * @param log the end of the log; its latest error is the reported one
 */
export function stillFailing(
  log: string,
  before: TestReport,
  after: TestReport,
  { patched, files }: PatchedProject,
): string[] {
  const reported = signaturesIn(log).at(-1);
  if (!reported) return [];
  const failing = new Set(
    (after.tests ?? []).filter(({ status }) => status === 'fail').map(({ id }) => id),
  );
  const names = new Set([...patched].map((file) => parse(file).name));
  const known = new Set(files);
  return (before.tests ?? [])
    .filter((test) => {
      const { id, status, error = '' } = test;
      const shows = signaturesIn(error).some((signature) => isSame(signature, reported));
      return status === 'fail' && shows && failing.has(id) && !isElsewhere(test, names, known);
    })
    .map(({ id }) => id);
}

/**
 * Whether a failure came about without the patched files. Only a stack that reaches down to the test says
 * so, and only where it begins in a source: what was built from sources goes by another path.
 */
function isElsewhere(
  { file, stack = [] }: TestCase,
  patchedNames: ReadonlySet<string>,
  known: ReadonlySet<string>,
): boolean {
  const [origin] = stack;
  if (origin === undefined || !known.has(origin) || !stack.includes(file)) return false;
  return !stack.some((path) => patchedNames.has(parse(path).name));
}
