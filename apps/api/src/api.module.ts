import { type DynamicModule, Module } from '@nestjs/common';
import { ClockModule } from '@app/clock';
import { EventBusModule } from '@app/event-bus';
import { type Database, PersistenceModule } from '@app/persistence';
import { ProcessRunnerModule } from '@app/process-runner';
import { RedactionModule } from '@app/redaction';
import { type Environment, secretValues, SettingsModule } from '@app/settings';
import { AiApiModule } from './ai/ai-api.module.js';
import { CodexModule } from './codex/codex.module.js';
import { ConnectionCloser } from './connection-closer.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { HealthModule } from './health/health.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { SecurityModule } from './security/security.module.js';
import { settingsDefinitions } from './settings-definitions.js';

@Module({})
export class ApiModule {
  /** @throws SettingsError naming every problem of the environment */
  static forRoot(environment: Environment, database: Database): DynamicModule {
    return {
      module: ApiModule,
      providers: [ConnectionCloser],
      imports: [
        SettingsModule.forRoot(settingsDefinitions, environment),
        ClockModule,
        ProcessRunnerModule,
        RedactionModule.forRoot(secretValues(settingsDefinitions, environment)),
        EventBusModule,
        PersistenceModule.forRoot(database),
        SecurityModule,
        CodexModule.forRoot(environment),
        AiApiModule,
        DashboardModule,
        HealthModule,
        MetricsModule,
      ],
    };
  }
}
