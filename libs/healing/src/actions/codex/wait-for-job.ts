import type { Clock } from '@app/clock';
import { aborted } from '../outcome.js';
import type { AcceptedJob, CodexApi, JobAnswer } from './codex-api.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;
/** The API may be restarting. */
const FAILED_LOOKS_TOLERATED = 5;

/** Looks at a job until it is done, ever less often; some failed looks in a row are forgiven. */
export async function waitForJob(
  api: CodexApi,
  submitted: AcceptedJob,
  clock: Clock,
  signal: AbortSignal,
): Promise<JobAnswer> {
  const { address } = submitted;
  let last: JobAnswer = submitted;
  let failedLooks = 0;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    if (last.ok && last.job.status === 'done') return last;
    await clock.sleep(waitMs, signal);
    if (signal.aborted) return aborted('The code fix', signal);
    last = await api.job(address, signal);
    failedLooks = last.ok ? 0 : failedLooks + 1;
    if (!last.ok && (failedLooks > FAILED_LOOKS_TOLERATED || !last.retryable)) return last;
  }
}
