import { type DynamicModule, Module } from '@nestjs/common';
import { ClockModule } from '@app/clock';
import { EventBusModule } from '@app/event-bus';
import { type Database, PersistenceModule } from '@app/persistence';
import { ProcessRunnerModule } from '@app/process-runner';
import { RedactionModule } from '@app/redaction';
import { secretValues, SettingsModule } from '@app/settings';
import { AiApiModule } from './ai/ai-api.module.js';
import { CodexModule } from './codex/codex.module.js';
import type { ApiEnvironment } from './config/api-environment.js';
import { shownDefinitions } from './config/shown-definitions.js';
import { ConnectionCloser } from './connection-closer.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { FleetModule } from './fleet/fleet.module.js';
import { HealthModule } from './health/health.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { RedactModule } from './redaction/redact.module.js';
import { ResourcesModule } from './resources.module.js';
import { SecurityModule } from './security/security.module.js';
import { settingsDefinitions } from './settings-definitions.js';

@Module({})
export class ApiModule {
  /** @throws SettingsError naming every problem of the environment */
  static forRoot(environment: ApiEnvironment, database: Database): DynamicModule {
    const { values } = environment;
    return {
      module: ApiModule,
      providers: [ConnectionCloser],
      imports: [
        SettingsModule.forRoot(settingsDefinitions, values),
        ClockModule,
        ProcessRunnerModule,
        RedactionModule.forRoot(secretValues(shownDefinitions, values)),
        EventBusModule,
        PersistenceModule.forRoot(database),
        SecurityModule,
        RedactModule,
        FleetModule,
        CodexModule.forRoot(values),
        AiApiModule,
        DashboardModule,
        ResourcesModule.forRoot(environment),
        HealthModule,
        MetricsModule,
      ],
    };
  }
}
