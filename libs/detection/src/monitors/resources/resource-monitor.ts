import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { PatternConfig } from '../../pattern-config/pattern-config.js';
import { DetectionReporter } from '../../pipeline/detection-reporter.js';
import { type CheckVerdict, continueRun, quietRun, type Run } from '../sustained-run.js';
import { type ResolvedResourceRule, resolveResourceRule } from './resolve-resource-rule.js';
import { resourceDetection } from './resource-detection.js';
import type { ResourceName } from './resource-rules.schema.js';
import { RESOURCE_SAMPLER, type ResourceSample, type ResourceSampler } from './resource-sampler.js';
import { type ResourceSettings, resourceSettings } from './resource.settings.js';

const NAMES: readonly ResourceName[] = ['cpu', 'memory'];

/** Checks CPU and memory at an interval, and reports what stays over its threshold. */
@Injectable()
export class ResourceMonitor {
  private readonly logger = new Logger(ResourceMonitor.name);
  private readonly runs = new Map<ResourceName, Run>();
  private readonly stopping = new AbortController();
  private rules: readonly ResolvedResourceRule[] = [];
  private stopTicking: () => void = () => undefined;
  private checking: Promise<void> | undefined;
  private failing = false;

  constructor(
    @Inject(RESOURCE_SAMPLER) private readonly sampler: ResourceSampler,
    private readonly reporter: DetectionReporter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(resourceSettings.token) private readonly settings: ResourceSettings,
  ) {}

  /** Uses other rules from the next check on; a row of checks goes on under them. */
  apply({ resources, trigger }: Pick<PatternConfig, 'resources' | 'trigger'>): void {
    this.rules = NAMES.map((name) =>
      resolveResourceRule(name, resources[name] ?? {}, this.settings, trigger),
    );
  }

  start(): void {
    // The load is measured from one sample to the next: this one only begins.
    this.run(async () => {
      await this.sampler.sample();
    });
    this.stopTicking = this.clock.every(this.settings.intervalMs, () => {
      this.run(() => this.check());
    });
  }

  /** Ends a check that is under way; nothing is reported afterwards. */
  async stop(): Promise<void> {
    this.stopTicking();
    this.stopping.abort();
    await this.checking;
  }

  /** A check that is still under way when the next is due takes its place. */
  private run(work: () => Promise<void>): void {
    this.checking ??= this.guarded(work).finally(() => (this.checking = undefined));
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failing = false;
    } catch (error) {
      if (!this.failing)
        this.logger.warn({
          msg: 'CPU and memory cannot be measured; such checks count neither way',
          error: String(error),
        });
      this.failing = true;
    }
  }

  private async check(): Promise<void> {
    const sample = await this.sampler.sample();
    for (const rule of this.rules) await this.checkRule(rule, sample);
  }

  private async checkRule(rule: ResolvedResourceRule, sample: ResourceSample): Promise<void> {
    const { name, checks } = rule;
    const percent = sample[name];
    const { run, change } = continueRun(
      this.runs.get(name) ?? quietRun,
      judge(rule, percent),
      checks,
    );
    this.runs.set(name, run);
    if (change === 'ended') this.logger.log({ msg: 'A resource is well again', name, percent });
    if (change !== 'raised' || this.stopping.signal.aborted) return;
    const detection = resourceDetection(rule, percent, run, this.clock.now());
    await this.reporter.report(detection, this.stopping.signal);
  }
}

function judge(
  { thresholdPercent, clearPercent }: ResolvedResourceRule,
  percent: number,
): CheckVerdict {
  if (percent > thresholdPercent) return 'over';
  return percent < clearPercent ? 'well' : 'between';
}
