import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { resolve } from 'node:path';
import type { PatternConfig } from '../../pattern-config/pattern-config.js';
import { MonitorLogs } from '../monitor-logs.js';
import { CronJobs } from '../schedule/cron-jobs.js';
import { auditLines } from './audit-lines.js';
import { auditProject } from './audit-project.js';
import type { SecurityCheckSpec } from './security-check.schema.js';

const JOB = 'security-check';

/** Asks npm at the configured times for vulnerable packages, and writes what it says to the security log. */
@Injectable()
export class SecurityCheck {
  private readonly logger = new Logger(SecurityCheck.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly jobs: CronJobs,
    @Inject(PROCESS_RUNNER) private readonly processes: ProcessRunner,
    private readonly logs: MonitorLogs,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly settings: PlatformSettings,
  ) {}

  apply({ securityCheck: spec }: Pick<PatternConfig, 'securityCheck'>): void {
    this.jobs.remove(JOB);
    if (spec) this.jobs.set(JOB, spec.cron, () => void this.run(spec));
  }

  /** Runs it now, or waits for the run under way; resolves when its lines are written. */
  run(spec: SecurityCheckSpec): Promise<void> {
    this.running ??= this.check(spec).finally(() => (this.running = undefined));
    return this.running;
  }

  /** Ends a run under way; it then writes nothing. */
  async stop(): Promise<void> {
    this.jobs.remove(JOB);
    this.stopping.abort();
    await this.running;
  }

  private async check(spec: SecurityCheckSpec): Promise<void> {
    const result = await auditProject(this.processes, {
      folder: resolve(this.settings.projectRoot, spec.project),
      timeoutMs: spec.timeoutMs,
      signal: this.stopping.signal,
    });
    if (!result) return;
    if (result.status === 'unknown')
      this.logger.warn({ msg: 'The security check could not find out anything', ...result });
    const lines = auditLines(spec, result, this.clock.now());
    await Promise.all(lines.map((line) => this.logs.security.append(line)));
  }
}
