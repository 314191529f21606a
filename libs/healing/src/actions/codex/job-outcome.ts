import type { HealFailureReason, RepairOutcome } from '@app/contracts';
import type { HealOutcome } from '../heal-action.js';
import { done, failure } from '../outcome.js';
import type { FixRequest } from './codex-api.js';
import type { CodexJob } from './codex-job.js';

const reasons: Readonly<Record<Exclude<RepairOutcome, 'kept'>, HealFailureReason>> = {
  proposed: 'refused',
  rejected: 'repair-failed',
  refused: 'refused',
  failed: 'repair-failed',
  cancelled: 'cancelled',
};

export function targetOf({ filePath, route }: FixRequest): string {
  return filePath ?? route ?? 'the failing code';
}

/** What a code fix that is done means for the heal; the diff is its output. */
export function jobOutcome(job: CodexJob, request: FixRequest): HealOutcome {
  const what = `The code fix of ${targetOf(request)}`;
  const said = job.message ?? '';
  const diff = job.diff ?? '';
  if (job.outcome === 'kept')
    return done(`${what} passed its gate and was kept. ${said}`.trim(), diff);
  const outcome = job.outcome ?? 'failed';
  return failure(
    reasons[outcome],
    `${what} was ${outcome === 'failed' ? 'not made' : outcome}: ${said === '' ? `see job ${job.id}` : said}`,
    diff,
  );
}
