import { type DynamicModule, Module } from '@nestjs/common';
import { AiModule } from '@app/ai';
import { AlertingModule } from '@app/alerting';
import { ApiAccessModule } from '@app/api-access';
import { ClockModule } from '@app/clock';
import { EventBusModule } from '@app/event-bus';
import { HealDeskModule } from '@app/healing';
import { ProposalsModule } from '@app/openai-operator';
import { type Database, PersistenceModule } from '@app/persistence';
import { ProcessRunnerModule } from '@app/process-runner';
import { RedactionModule } from '@app/redaction';
import { type Environment, secretValues, SettingsModule } from '@app/settings';
import { settingsDefinitions } from '../settings-definitions.js';

/** What commands need of an open data folder. The bus is never started: the watchdog delivers what is stored. */
@Module({})
export class StoreModule {
  static forRoot(environment: Environment, database: Database): DynamicModule {
    return {
      module: StoreModule,
      imports: [
        SettingsModule.forRoot(settingsDefinitions, environment),
        ClockModule,
        RedactionModule.forRoot(secretValues(settingsDefinitions, environment)),
        EventBusModule,
        PersistenceModule.forRoot(database),
        HealDeskModule,
        AiModule,
        AlertingModule,
        ApiAccessModule,
        ProcessRunnerModule,
        ProposalsModule,
      ],
    };
  }
}
