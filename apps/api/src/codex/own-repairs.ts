import { Inject, Injectable } from '@nestjs/common';
import {
  type Approval,
  ProposalDesk,
  REPAIR_JOB_STORE,
  type RepairJobStore,
  RepairQueue,
  RepairTraces,
} from '@app/openai-operator';
import { ProblemException } from '../problem-details/problem.exception.js';
import type { RepairJobResponse } from './repair-job.response.js';
import { RepairJobViews } from './repair-job-views.js';
import { jobDone } from './repair-problems.js';

/** The repairs of this API's own data folder. */
@Injectable()
export class OwnRepairs {
  constructor(
    @Inject(REPAIR_JOB_STORE) private readonly store: RepairJobStore,
    private readonly queue: RepairQueue,
    private readonly traces: RepairTraces,
    private readonly desk: ProposalDesk,
    private readonly views: RepairJobViews,
  ) {}

  async find(id: string): Promise<RepairJobResponse | undefined> {
    const job = await this.store.find(id);
    return job && this.views.of(job);
  }

  /** Newest first. */
  async newest(limit: number): Promise<readonly RepairJobResponse[]> {
    return this.views.all(await this.store.recent(limit));
  }

  /** What its tasks did until now, oldest first. */
  steps(id: string): Promise<readonly unknown[]> {
    return this.traces.read(id);
  }

  /** @throws ProblemException where it is done */
  cancel(id: string, who: string): void {
    if (!this.queue.cancel(id, who)) throw jobDone(id);
  }

  /** @throws ProblemException where there is nothing to apply */
  async apply(id: string, who: string): Promise<void> {
    const { fix, first } = applied(await this.desk.apply(id, who), id);
    // A deploy may take minutes, and may restart this API.
    if (first) void this.desk.deploy(fix);
  }
}

function applied(approval: Approval, id: string): Extract<Approval, { outcome: 'applied' }> {
  switch (approval.outcome) {
    case 'applied':
      return approval;
    case 'unknown':
      throw notApplicable('nothing-proposed', `The repair ${id} proposes no patch.`);
    case 'refused':
      throw notApplicable(approval.reason, approval.message);
  }
}

function notApplicable(reason: string, message: string): ProblemException {
  return new ProblemException('patch-not-applicable', message, { members: { reason } });
}
