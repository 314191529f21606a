import { Injectable, Logger } from '@nestjs/common';
import type { PatternConfig } from '../../pattern-config/pattern-config.js';
import { CronJobs } from '../schedule/cron-jobs.js';
import { LatencyWindows } from './latency-windows.js';
import { ProbeBoard } from './probe-board.js';
import type { ProbeResult } from './probe-result.js';
import { ProbeRunner } from './probe-runner.js';
import { ProbeTrigger } from './probe-trigger.js';
import { type ResolvedProbe, resolveProbe } from './resolve-probe.js';

/** Runs each probe at its times, never twice at once; and now, when somebody asks. */
@Injectable()
export class ProbeScheduler {
  private readonly logger = new Logger(ProbeScheduler.name);
  private readonly stopping = new AbortController();
  private readonly running = new Map<string, Promise<ProbeResult | undefined>>();
  private probes: ReadonlyMap<string, ResolvedProbe> = new Map();

  constructor(
    private readonly jobs: CronJobs,
    private readonly runner: ProbeRunner,
    private readonly trigger: ProbeTrigger,
    private readonly board: ProbeBoard,
    private readonly windows: LatencyWindows,
  ) {}

  /** Schedules these probes in place of those before; failures in a row go on being counted. */
  apply({ probes, trigger }: Pick<PatternConfig, 'probes' | 'trigger'>): void {
    for (const id of this.probes.keys()) this.jobs.remove(jobName(id));
    this.probes = new Map(probes.map((spec) => [spec.id, resolveProbe(spec, trigger)]));
    const ids = new Set(this.probes.keys());
    this.board.keepOnly(ids);
    this.trigger.keepOnly(ids);
    for (const [id, { spec }] of this.probes)
      this.jobs.set(jobName(id), spec.cron, () => void this.tick(id));
  }

  /**
   * Runs the probe now, to prove or disprove a heal; after a run under way, whose answer may be from
   * before. Does not count as one of its scheduled runs, so it triggers nothing.
   *
   * @returns `unknown` for a probe that is not configured, and when the watchdog stops
   */
  async check(probeId: string): Promise<'ok' | 'failed' | 'unknown'> {
    for (let run = this.running.get(probeId); run; run = this.running.get(probeId)) await run;
    const probe = this.probes.get(probeId);
    if (!probe) return 'unknown';
    const result = await this.start(probe);
    return result?.outcome.status ?? 'unknown';
  }

  /** Ends the runs under way; what they would have said is not written down. */
  async stop(): Promise<void> {
    for (const id of this.probes.keys()) this.jobs.remove(jobName(id));
    this.stopping.abort();
    await Promise.allSettled(this.running.values());
  }

  /** A run that is due while the last one is under way is left out. */
  private async tick(id: string): Promise<void> {
    const probe = this.probes.get(id);
    if (!probe || this.running.has(id)) return;
    try {
      const result = await this.start(probe);
      if (result) await this.judge(probe, result);
    } catch (error) {
      this.logger.error({ msg: 'A probe could not be run', probe: id, error: String(error) });
    }
  }

  private async judge(probe: ResolvedProbe, result: ProbeResult): Promise<void> {
    const judged = this.windows.judge(result, probe.spec.window);
    const raised = await this.trigger.judge(probe, judged, this.stopping.signal);
    if (raised) this.windows.forget(probe.spec.id);
  }

  private start(probe: ResolvedProbe): Promise<ProbeResult | undefined> {
    const { id } = probe.spec;
    const run = this.runner
      .run(probe.spec, this.stopping.signal)
      .finally(() => this.running.delete(id));
    this.running.set(id, run);
    return run;
  }
}

function jobName(probeId: string): string {
  return `probe:${probeId}`;
}
