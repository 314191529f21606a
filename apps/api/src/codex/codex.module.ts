import { type DynamicModule, Module } from '@nestjs/common';
import { ProposalsModule, RepairJobsModule } from '@app/openai-operator';
import type { Environment } from '@app/settings';
import { CodexController } from './codex.controller.js';
import { FleetRepairWork } from './fleet-repair-work.js';
import { FleetRepairs } from './fleet-repairs.js';
import { OwnRepairs } from './own-repairs.js';
import { ProposalsController } from './proposals.controller.js';
import { RepairActTaker } from './repair-act-taker.js';
import { RepairJobViews } from './repair-job-views.js';
import { RepairRequests } from './repair-requests.js';
import { RepairTeller } from './repair-teller.js';
import { Repairs } from './repairs.js';

@Module({})
export class CodexModule {
  static forRoot(environment: Environment): DynamicModule {
    const jobs = RepairJobsModule.forRoot(environment);
    return {
      module: CodexModule,
      // The stream of a repair's steps stands with the other streams.
      global: true,
      imports: [jobs, ProposalsModule],
      controllers: [CodexController, ProposalsController],
      providers: [
        FleetRepairWork,
        FleetRepairs,
        OwnRepairs,
        RepairActTaker,
        RepairJobViews,
        RepairRequests,
        RepairTeller,
        Repairs,
      ],
      exports: [Repairs, ProposalsModule, jobs],
    };
  }
}
