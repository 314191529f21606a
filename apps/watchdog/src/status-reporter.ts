import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STATUS, type WatchdogReport, type WatchdogStatusStore } from '@app/contracts';
import { Canary, ConfigHolder, Heartbeat } from '@app/detection';
import { EventBus } from '@app/event-bus';
import { builtInSources } from '@app/pattern-file';
import { packageVersion, platformSettings, type PlatformSettings } from '@app/settings';
import type { SourceSpec } from '@app/tailing';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { FEATURES, type Features } from './features.js';

const TICK_MS = 1_000;

/** Tells the API and the command line that the watchdog lives, and what it watches. */
@Injectable()
export class StatusReporter implements OnModuleInit {
  private readonly logger = new Logger(StatusReporter.name);
  private stopTicking: () => void = () => undefined;
  private problems: readonly string[] = [];
  private unseen: string | undefined;

  constructor(
    @Inject(WATCHDOG_STATUS) private readonly status: WatchdogStatusStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(FEATURES) private readonly features: Features,
    private readonly config: ConfigHolder<SourceSpec>,
    private readonly bus: EventBus,
    private readonly canary: Canary,
    private readonly heartbeat: Heartbeat,
  ) {}

  onModuleInit(): void {
    this.bus.on('config.reloaded', () => this.update([]));
    this.bus.on('config.rejected', ({ payload }) => this.update(payload.problems));
  }

  async start(): Promise<void> {
    await this.status.started({
      pid: process.pid,
      host: hostname(),
      version: packageVersion,
      startedAt: new Date(this.clock.now()).toISOString(),
      report: this.report(),
    });
    this.stopTicking = this.clock.every(TICK_MS, () => {
      this.tick().catch((error: unknown) => {
        this.logger.warn({ msg: 'The status cannot be written', error: String(error) });
      });
    });
  }

  /** Whoever does not see lines any more is not well, and gives no sign of life. */
  private async tick(): Promise<void> {
    const unseen = this.canary.problem();
    if ((unseen === undefined) !== (this.unseen === undefined)) {
      this.unseen = unseen;
      await this.status.report(this.report());
    }
    if (unseen !== undefined) return;
    await this.status.tick();
    await this.heartbeat.beat();
  }

  async stop(): Promise<void> {
    this.stopTicking();
    await this.status.stopped();
  }

  report(): WatchdogReport {
    const { current } = this.config;
    return {
      devMode: this.platform.devMode,
      patternsPath: this.platform.patternsPath,
      patterns: current.patterns.length,
      sources: [...builtInSources(this.platform), ...current.sources].flatMap((source) =>
        source.type === 'file' ? [this.withFullPath(source)] : [],
      ),
      probes: current.probes.map(({ id }) => id),
      features: this.features,
      problems: [...this.problems, ...(this.unseen === undefined ? [] : [this.unseen])],
    };
  }

  /** Others read this where they run: a path from the project's root would be another file there. */
  private withFullPath({ id, path }: { readonly id: string; readonly path: string }) {
    return { id, path: resolve(this.platform.projectRoot, path) };
  }

  private async update(problems: readonly string[]): Promise<void> {
    this.problems = problems;
    await this.status.report(this.report());
  }
}
