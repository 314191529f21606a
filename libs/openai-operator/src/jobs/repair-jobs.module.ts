import { type DynamicModule, Module } from '@nestjs/common';
import type { Environment } from '@app/settings';
import { DeadRuns } from './dead-runs.js';
import { OPERATOR_ENVIRONMENT, operatorEnvironment } from './operator-environment.js';
import { OperatorProcess } from './operator-process.js';
import { RepairQueue } from './repair-queue.js';
import { RepairRetention } from './repair-retention.js';
import { RepairTraces } from './repair-traces.js';

@Module({})
export class RepairJobsModule {
  /** Needs a REPAIR_JOB_STORE, FIX_STORE, CLOCK, PROCESS_RUNNER, REDACTOR, the event factory, and the settings. */
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: RepairJobsModule,
      providers: [
        { provide: OPERATOR_ENVIRONMENT, useValue: operatorEnvironment(environment) },
        DeadRuns,
        OperatorProcess,
        RepairQueue,
        RepairRetention,
        RepairTraces,
      ],
      exports: [RepairQueue, RepairTraces],
    };
  }
}
