import { Global, Module } from '@nestjs/common';
import { ExecaProcessRunner } from './execa-process-runner.js';
import { PROCESS_RUNNER } from './process-runner.js';

@Global()
@Module({
  providers: [{ provide: PROCESS_RUNNER, useClass: ExecaProcessRunner }],
  exports: [PROCESS_RUNNER],
})
export class ProcessRunnerModule {}
