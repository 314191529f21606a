import { Injectable } from '@nestjs/common';
import { DetectionReporter } from '../../pipeline/detection-reporter.js';
import { continueRun, quietRun, type Run } from '../sustained-run.js';
import { probeDetection } from './probe-detection.js';
import type { ProbeResult } from './probe-result.js';
import type { ResolvedProbe } from './resolve-probe.js';

/** Counts failures in a row, and reports a probe that fails more often than it may. */
@Injectable()
export class ProbeTrigger {
  private readonly runs = new Map<string, Run>();
  private readonly reporting = new Set<string>();

  constructor(private readonly reporter: DetectionReporter) {}

  /**
   * A probe that was not asked counts neither way. Results that come while a report still waits for the store count neither way.
   *
   * @returns whether this result raised a detection
   */
  async judge(
    { trigger }: ResolvedProbe,
    result: ProbeResult,
    stop: AbortSignal,
  ): Promise<boolean> {
    const { probeId, at, outcome } = result;
    if (!trigger || outcome.status === 'unknown' || this.reporting.has(probeId)) return false;
    const { run, change } = continueRun(
      this.runs.get(probeId) ?? quietRun,
      outcome.status === 'failed' ? 'over' : 'well',
      trigger.maxStreak + 1,
    );
    this.runs.set(probeId, run);
    if (change !== 'raised' || outcome.status !== 'failed') return false;
    this.reporting.add(probeId);
    const detection = probeDetection(trigger, { probeId, at, outcome }, run);
    await this.reporter.report(detection, stop).finally(() => this.reporting.delete(probeId));
    return true;
  }

  /** Forgets the probes that are not among these. */
  keepOnly(probeIds: ReadonlySet<string>): void {
    for (const id of this.runs.keys()) if (!probeIds.has(id)) this.runs.delete(id);
  }
}
