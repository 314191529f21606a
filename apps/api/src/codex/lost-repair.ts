import type { KnownRepair } from '@app/fleet';
import type { RepairJobResponse } from './repair-job.response.js';

/** A repair of any API as people see it: one whose API is silent for too long has ended, as far as anybody knows. */
export function viewOf({ view, instance, toldAt, lostAt }: KnownRepair): RepairJobResponse {
  const lost = {
    status: 'done',
    outcome: 'failed',
    message: `The API ${instance}, which has this repair, has given no sign of life since ${toldAt}. Its file is as it was, or patched as a whole; that is told here once the API is back. Ask again if the error is still there.`,
    finishedAt: lostAt,
  };
  return { ...view, ...(lostAt === null ? {} : lost) } as unknown as RepairJobResponse;
}
