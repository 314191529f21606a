import { Inject, Injectable } from '@nestjs/common';
import { fleetSettings, type FleetSettings } from '@app/fleet';
import { FIX_STORE, type FixStore, ProposalDesk, type RepairJob } from '@app/openai-operator';
import { toFixResponse } from './repair-fix.response.js';
import { type RepairJobResponse, toResponse } from './repair-job.response.js';

/** Repairs as people see them: with what became of their patches. */
@Injectable()
export class RepairJobViews {
  constructor(
    @Inject(FIX_STORE) private readonly fixes: FixStore,
    @Inject(fleetSettings.token) private readonly fleet: FleetSettings,
    private readonly desk: ProposalDesk,
  ) {}

  async of(job: RepairJob): Promise<RepairJobResponse> {
    const [view = toResponse(job, null, this.instance)] = await this.all([job]);
    return view;
  }

  async all(jobs: readonly RepairJob[]): Promise<RepairJobResponse[]> {
    const fixes = await this.fixes.findAll(jobs.map(({ id }) => id));
    return jobs.map((job) => {
      const fix = fixes.find(({ id }) => id === job.id);
      const view = fix ? toFixResponse(fix, this.desk.expiresAt(fix)) : null;
      return toResponse(job, view, this.instance);
    });
  }

  private get instance(): string | null {
    return this.fleet.natsServers ? this.fleet.host : null;
  }
}
