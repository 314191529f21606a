import { Inject, Injectable } from '@nestjs/common';
import {
  FIX_STORE,
  type FixStore,
  ProposalDesk,
  REPAIR_JOB_STORE,
  type RepairJob,
  type RepairJobStore,
} from '@app/openai-operator';
import { ProblemException } from '../problem-details/problem.exception.js';
import { toFixResponse } from './repair-fix.response.js';
import { type RepairJobResponse, toResponse } from './repair-job.response.js';

/** Repairs as people see them: with what became of their patches. */
@Injectable()
export class RepairJobViews {
  constructor(
    @Inject(REPAIR_JOB_STORE) private readonly jobs: RepairJobStore,
    @Inject(FIX_STORE) private readonly fixes: FixStore,
    private readonly desk: ProposalDesk,
  ) {}

  /** @throws ProblemException 404 */
  async find(id: string): Promise<RepairJobResponse> {
    const job = await this.jobs.find(id);
    if (job) return this.of(job);
    throw new ProblemException(
      'job-not-found',
      `There is no repair ${id}. GET /api/codex/jobs lists the newest ones.`,
    );
  }

  async of(job: RepairJob): Promise<RepairJobResponse> {
    const [view = toResponse(job, null)] = await this.all([job]);
    return view;
  }

  async all(jobs: readonly RepairJob[]): Promise<RepairJobResponse[]> {
    const fixes = await this.fixes.findAll(jobs.map(({ id }) => id));
    return jobs.map((job) => {
      const fix = fixes.find(({ id }) => id === job.id);
      return toResponse(job, fix ? toFixResponse(fix, this.desk.expiresAt(fix)) : null);
    });
  }
}
