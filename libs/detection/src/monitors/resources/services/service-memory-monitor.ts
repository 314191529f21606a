import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { PatternConfig } from '../../../pattern-config/pattern-config.js';
import { DetectionReporter } from '../../../pipeline/detection-reporter.js';
import { MeasurementRecorder } from '../../measurements/measurement-recorder.js';
import { type CheckVerdict, continueRun, quietRun, type Run } from '../../sustained-run.js';
import { RepeatedCheck } from '../repeated-check.js';
import { type ResourceSettings, resourceSettings } from '../resource.settings.js';
import { leakPerHour, type MemorySample } from './memory-trend.js';
import {
  type ResolvedServiceMemory,
  resolveServiceMemory,
  type ServiceLimit,
} from './resolve-service-memory.js';
import { serviceDetection } from './service-detection.js';
import { SERVICE_MEMORY_READER, type ServiceMemoryReader } from './service-memory-reader.js';

const MIB = 1_048_576;

interface History {
  readonly run: string;
  readonly samples: readonly MemorySample[];
}

/** Measures the memory of services at an interval; reports what stays over its limit, and what leaks. */
@Injectable()
export class ServiceMemoryMonitor {
  private readonly logger = new Logger(ServiceMemoryMonitor.name);
  private readonly runs = new Map<string, Run>();
  private readonly histories = new Map<string, History>();
  private readonly checks: RepeatedCheck;
  private services: readonly ResolvedServiceMemory[] = [];

  constructor(
    @Inject(SERVICE_MEMORY_READER) private readonly reader: ServiceMemoryReader,
    private readonly reporter: DetectionReporter,
    private readonly recorder: MeasurementRecorder,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(resourceSettings.token) private readonly settings: ResourceSettings,
  ) {
    const trouble = 'The memory of services cannot be measured';
    this.checks = new RepeatedCheck(clock, settings.intervalMs, this.logger, trouble);
  }

  /** Uses other rules from the next check on; what was measured before still counts. */
  apply({ resources, trigger }: Pick<PatternConfig, 'resources' | 'trigger'>): void {
    this.services = (resources.services ?? []).map((spec) =>
      resolveServiceMemory(spec, this.settings, trigger),
    );
    const names = new Set(this.services.map(({ spec }) => spec.service));
    for (const name of this.histories.keys()) if (!names.has(name)) this.histories.delete(name);
  }

  start(): void {
    this.checks.start(
      () => this.check(),
      () => this.check(),
    );
  }

  async stop(): Promise<void> {
    await this.checks.stop();
  }

  private async check(): Promise<void> {
    for (const service of this.services) await this.checkService(service);
  }

  /** A service that does not run counts neither way: whether it should is for patterns and probes to say. */
  private async checkService(service: ResolvedServiceMemory): Promise<void> {
    const { spec, limits } = service;
    const memory = await this.reader.read(spec);
    if (!memory) return;
    const at = this.clock.now();
    const samples = this.remember(service, memory.run, { at, megabytes: memory.bytes / MIB });
    const name = `service-memory:${spec.service}`;
    await this.recorder.record([{ name, at, value: memory.bytes, ok: true, message: '' }]);
    const values = {
      memory: memory.bytes / MIB,
      growth: leakPerHour(samples, spec.windowMinutes * 60_000),
    };
    for (const limit of limits) await this.judge(service, limit, values[limit.kind]);
  }

  private remember(
    { spec }: ResolvedServiceMemory,
    run: string,
    sample: MemorySample,
  ): readonly MemorySample[] {
    const before = this.histories.get(spec.service);
    const oldest = sample.at - spec.windowMinutes * 60_000;
    const kept = before?.run === run ? before.samples.filter(({ at }) => at >= oldest) : [];
    const samples = [...kept, sample];
    this.histories.set(spec.service, { run, samples });
    return samples;
  }

  /** @param value undefined where too little is known: then the service is well, as after a restart */
  private async judge(
    { spec, checks }: ResolvedServiceMemory,
    limit: ServiceLimit,
    value: number | undefined,
  ): Promise<void> {
    const { id } = limit.trigger;
    const before = this.runs.get(id) ?? quietRun;
    const { run, change } = continueRun(before, verdict(limit, value), checks);
    this.runs.set(id, run);
    if (change !== 'raised' || value === undefined || this.checks.stopped.aborted) return;
    const detection = serviceDetection(spec.service, limit, value, checks, run, this.clock.now());
    await this.reporter.report(detection, this.checks.stopped);
  }
}

function verdict({ limit, clear }: ServiceLimit, value: number | undefined): CheckVerdict {
  if (value === undefined || value < clear) return 'well';
  return value > limit ? 'over' : 'between';
}
