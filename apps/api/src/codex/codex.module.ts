import { type DynamicModule, Module } from '@nestjs/common';
import { RepairJobsModule } from '@app/openai-operator';
import type { Environment } from '@app/settings';
import { CodexController } from './codex.controller.js';
import { RepairRequests } from './repair-requests.js';

@Module({})
export class CodexModule {
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: CodexModule,
      imports: [RepairJobsModule.forRoot(environment)],
      controllers: [CodexController],
      providers: [RepairRequests],
    };
  }
}
