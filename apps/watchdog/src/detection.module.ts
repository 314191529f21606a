import { type DynamicModule, Module } from '@nestjs/common';
import {
  Canary,
  ConfigHolder,
  DetectionPipeline,
  detectionProviders,
  Heartbeat,
  monitorProviders,
  Monitors,
  PATTERN_FILE,
  PatternConfigWatcher,
  type PatternFile,
  ProbeScheduler,
} from '@app/detection';
import { PROBE_CHECKER, SERVICE_MAP } from '@app/healing';
import { ConfiguredServices } from '@app/pattern-file';
import type { SourceSpec } from '@app/tailing';

export interface DetectionParts {
  /** With the config that was loaded for the start. */
  readonly config: ConfigHolder<SourceSpec>;
  readonly file: PatternFile;
}

/** Detection with its config, and its probes as what healing asks for proof. */
@Module({})
export class DetectionModule {
  static forRoot({ config, file }: DetectionParts): DynamicModule {
    const exported = [
      { provide: PATTERN_FILE, useValue: file },
      { provide: ConfigHolder, useValue: config },
      { provide: PROBE_CHECKER, useExisting: ProbeScheduler },
      { provide: SERVICE_MAP, useClass: ConfiguredServices },
    ];
    return {
      module: DetectionModule,
      global: true,
      providers: [...exported, ...detectionProviders, ...monitorProviders],
      exports: [...exported, Canary, DetectionPipeline, Heartbeat, Monitors, PatternConfigWatcher],
    };
  }
}
