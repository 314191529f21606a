import { isSame, signaturesIn } from '../reproduction/error-signature.js';
import type { TestReport } from './test-report.js';

/**
 * The tests that showed the reported error before a patch and fail with it all the same, with this error or
 * with another: there the patch hides the error, and does not repair it. None where the runner does not say
 * what its tests fail with.
 *
 * @param log the end of the log; its latest error is the reported one
 */
export function stillFailing(log: string, before: TestReport, after: TestReport): string[] {
  const reported = signaturesIn(log).at(-1);
  if (!reported) return [];
  const failing = new Set(
    (after.tests ?? []).filter(({ status }) => status === 'fail').map(({ id }) => id),
  );
  return (before.tests ?? [])
    .filter(({ id, status, error = '' }) => {
      const shows = signaturesIn(error).some((signature) => isSame(signature, reported));
      return status === 'fail' && shows && failing.has(id);
    })
    .map(({ id }) => id);
}
