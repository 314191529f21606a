import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { PatternConfig } from '../../pattern-config/pattern-config.js';
import { DetectionReporter } from '../../pipeline/detection-reporter.js';
import { MeasurementRecorder } from '../measurements/measurement-recorder.js';
import { type CheckVerdict, continueRun, quietRun, type Run } from '../sustained-run.js';
import { RepeatedCheck } from './repeated-check.js';
import { type ResolvedResourceRule, resolveResourceRule } from './resolve-resource-rule.js';
import { resourceDetection } from './resource-detection.js';
import { resourceKinds, resourceNames } from './resource-kinds.js';
import { ruleOf } from './resource-rules.schema.js';
import {
  RESOURCE_SAMPLER,
  type ResourceReading,
  type ResourceSampler,
} from './resource-sampler.js';
import { type ResourceSettings, resourceSettings } from './resource.settings.js';

/** Measures the machine at an interval, and reports what stays over its threshold. */
@Injectable()
export class ResourceMonitor {
  private readonly logger = new Logger(ResourceMonitor.name);
  private readonly runs = new Map<string, Run>();
  private readonly checks: RepeatedCheck;
  private rules: readonly ResolvedResourceRule[] = [];
  private diskPaths: readonly string[] = [];
  private readonly missing = new Set<string>();

  constructor(
    @Inject(RESOURCE_SAMPLER) private readonly sampler: ResourceSampler,
    private readonly reporter: DetectionReporter,
    private readonly recorder: MeasurementRecorder,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(resourceSettings.token) private readonly settings: ResourceSettings,
  ) {
    const trouble = 'Resources cannot be measured; such checks count neither way';
    this.checks = new RepeatedCheck(clock, settings.intervalMs, this.logger, trouble);
  }

  /** Uses other rules from the next check on; a row of checks goes on under them. */
  apply({ resources, trigger }: Pick<PatternConfig, 'resources' | 'trigger'>): void {
    this.diskPaths = resources.disk?.paths ?? [];
    this.rules = resourceNames.flatMap((name) => {
      const rule = ruleOf(resources, name) ?? (resourceKinds[name].always ? {} : undefined);
      return rule ? [resolveResourceRule(name, rule, this.settings, trigger)] : [];
    });
  }

  start(): void {
    // Some are measured from one sample to the next: this one only begins.
    this.checks.start(
      async () => {
        await this.sampler.sample([]);
      },
      () => this.check(),
    );
  }

  /** Ends a check that is under way; nothing is reported afterwards. */
  async stop(): Promise<void> {
    await this.checks.stop();
  }

  private async check(): Promise<void> {
    const readings = await this.sampler.sample(this.diskPaths);
    this.complainOfMissing(readings);
    for (const rule of this.rules) {
      for (const reading of readings.filter(({ name }) => name === rule.name))
        await this.judge(rule, reading);
    }
    await this.recorder.record(readings.map((reading) => this.measurement(reading)));
  }

  private complainOfMissing(readings: readonly ResourceReading[]): void {
    for (const path of this.diskPaths) {
      if (readings.some(({ name, subject }) => name === 'disk' && subject === path)) {
        this.missing.delete(path);
      } else if (!this.missing.has(path)) {
        this.missing.add(path);
        this.logger.warn({ msg: 'A disk that the pattern file names cannot be measured', path });
      }
    }
  }

  private measurement(reading: ResourceReading) {
    const name = seriesOf(reading);
    return { name, at: this.clock.now(), value: reading.value, ok: true, message: '' };
  }

  private async judge(rule: ResolvedResourceRule, reading: ResourceReading): Promise<void> {
    const series = seriesOf(reading);
    const { run, change } = continueRun(
      this.runs.get(series) ?? quietRun,
      verdict(rule, reading.value),
      rule.checks,
    );
    this.runs.set(series, run);
    if (change === 'ended')
      this.logger.log({ msg: 'A resource is well again', name: series, value: reading.value });
    if (change !== 'raised' || this.checks.stopped.aborted) return;
    const detection = resourceDetection(rule, reading, run, this.clock.now());
    await this.reporter.report(detection, this.checks.stopped);
  }
}

/** `cpu`, `disk:/var` */
function seriesOf({ name, subject }: ResourceReading): string {
  const { id } = resourceKinds[name];
  return subject === undefined ? id : `${id}:${subject}`;
}

function verdict({ threshold, clear }: ResolvedResourceRule, value: number): CheckVerdict {
  if (value > threshold) return 'over';
  return value < clear ? 'well' : 'between';
}
