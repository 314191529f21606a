import { type DynamicModule, Module } from '@nestjs/common';
import { CLOCK, type VirtualClock } from '@app/clock';
import {
  ConfigHolder,
  DetectionPipeline,
  detectionProviders,
  PATTERN_FILE,
  type PatternFile,
} from '@app/detection';
import { EventBusModule } from '@app/event-bus';
import {
  type ActRunner,
  PROBE_CHECKER,
  type ProbeChecker,
  RehearsalModule,
  SERVICE_MAP,
} from '@app/healing';
import { ConfiguredServices } from '@app/pattern-file';
import { type Database, PersistenceModule } from '@app/persistence';
import { RedactionModule } from '@app/redaction';
import { type Environment, secretValues, SettingsModule } from '@app/settings';
import type { SourceSpec } from '@app/tailing';
import { settingsDefinitions } from '../settings-definitions.js';

export interface ReplayParts {
  readonly environment: Environment;
  /** A new one, for this replay only. */
  readonly database: Database;
  readonly clock: VirtualClock;
  readonly config: ConfigHolder<SourceSpec>;
  readonly file: PatternFile;
  readonly acts: ActRunner;
}

/** A log says nothing of what probes saw, so they are taken to be well. */
const wellProbes: ProbeChecker = { check: () => Promise.resolve('ok') };

/** Detection and healing as the watchdog wires them, with another clock, and acts that do nothing. */
@Module({})
export class ReplayModule {
  static forRoot({ environment, database, clock, config, file, acts }: ReplayParts): DynamicModule {
    const bound = [
      { provide: CLOCK, useValue: clock },
      { provide: ConfigHolder, useValue: config },
      { provide: PROBE_CHECKER, useValue: wellProbes },
      { provide: SERVICE_MAP, useClass: ConfiguredServices },
    ];
    return {
      module: ReplayModule,
      global: true,
      imports: [
        SettingsModule.forRoot(settingsDefinitions, environment),
        RedactionModule.forRoot(secretValues(settingsDefinitions, environment)),
        EventBusModule,
        PersistenceModule.forRoot(database),
        RehearsalModule.forRoot(acts),
      ],
      providers: [...bound, { provide: PATTERN_FILE, useValue: file }, ...detectionProviders],
      exports: [...bound, DetectionPipeline],
    };
  }
}
