import { type DynamicModule, Module } from '@nestjs/common';
import type { Environment } from '@app/settings';
import { commands } from './commands/registry.js';
import { ENVIRONMENT } from './environment.js';
import { Progress } from './progress/progress.js';
import { Fleet } from './store/fleet.js';
import { Store } from './store/store.js';
import { Terminal } from './terminal.js';
import { UsageFailures } from './usage-failures.js';

@Module({})
export class CliModule {
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: CliModule,
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: Progress, useFactory: () => new Progress(process.stderr) },
        UsageFailures,
        Terminal,
        Fleet,
        Store,
        ...commands,
      ],
    };
  }
}
