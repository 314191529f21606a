import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AiModule } from '@app/ai';
import { AlertingModule } from '@app/alerting';
import { AuditModule } from '@app/audit';
import { ClockModule } from '@app/clock';
import { EventBusModule, EventRetentionModule } from '@app/event-bus';
import { HealDeskModule, HealingModule } from '@app/healing';
import { FixWatchModule } from '@app/openai-operator';
import { type Database, PersistenceModule } from '@app/persistence';
import { ProcessRunnerModule } from '@app/process-runner';
import { RedactionModule } from '@app/redaction';
import { type Environment, listFeatures, secretValues, SettingsModule } from '@app/settings';
import { TailingModule } from '@app/tailing';
import { TracingModule } from '@app/tracing';
import { DetectionModule, type DetectionParts } from './detection.module.js';
import { FEATURES } from './features.js';
import { FleetCommands } from './fleet/fleet-commands.js';
import { FleetMember } from './fleet/fleet-member.js';
import { FleetPermits } from './fleet/fleet-permits.js';
import { HostReporter } from './fleet/host-reporter.js';
import { PushedPatterns } from './fleet/pushed-patterns.js';
import { Lifecycle } from './lifecycle.js';
import { settingsDefinitions } from './settings-definitions.js';
import { StatusReporter } from './status-reporter.js';

export interface WatchdogParts extends DetectionParts {
  readonly environment: Environment;
  readonly database: Database;
}

@Module({})
export class WatchdogModule {
  static forRoot(parts: WatchdogParts): DynamicModule {
    const { environment, database } = parts;
    return {
      module: WatchdogModule,
      imports: [
        SettingsModule.forRoot(settingsDefinitions, environment),
        ClockModule,
        ProcessRunnerModule,
        RedactionModule.forRoot(secretValues(settingsDefinitions, environment)),
        EventBusModule,
        EventRetentionModule,
        ScheduleModule.forRoot(),
        PersistenceModule.forRoot(database),
        DetectionModule.forRoot(parts),
        TailingModule,
        AiModule,
        HealDeskModule,
        HealingModule,
        FixWatchModule,
        AlertingModule,
        AuditModule,
        TracingModule,
      ],
      providers: [
        FleetCommands,
        FleetMember,
        FleetPermits,
        HostReporter,
        Lifecycle,
        PushedPatterns,
        StatusReporter,
        { provide: FEATURES, useValue: listFeatures(settingsDefinitions, environment) },
      ],
    };
  }
}
