import { Inject, Injectable, Logger } from '@nestjs/common';
import { DeliveryWorker } from '@app/alerting';
import { ConfigHolder, DetectionPipeline, Monitors, PatternConfigWatcher } from '@app/detection';
import { EventBus, EventPump } from '@app/event-bus';
import { HealExecutor, HealRecovery, IncidentKeeper, Verifier } from '@app/healing';
import { packageVersion, platformSettings, type PlatformSettings } from '@app/settings';
import { builtInSources } from '@app/pattern-file';
import { LogFollower, type SourceSpec } from '@app/tailing';
import { StatusReporter } from './status-reporter.js';

/** A heal that runs when the watchdog is told to stop may take so long to end by itself. */
const HEAL_GRACE_MS = 10_000;
const ALERT_GRACE_MS = 3_000;

/** What starts before what, and what stops before what. */
@Injectable()
export class Lifecycle {
  private readonly logger = new Logger('Watchdog');
  private readonly stopReading = new AbortController();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    private readonly config: ConfigHolder<SourceSpec>,
    private readonly bus: EventBus,
    private readonly pump: EventPump,
    private readonly follower: LogFollower,
    private readonly pipeline: DetectionPipeline,
    private readonly patterns: PatternConfigWatcher,
    private readonly monitors: Monitors,
    private readonly recovery: HealRecovery,
    private readonly executor: HealExecutor,
    private readonly verifier: Verifier,
    private readonly incidents: IncidentKeeper,
    private readonly deliveries: DeliveryWorker,
    private readonly status: StatusReporter,
  ) {}

  /** Handlers first, then what an earlier run left, then new lines. */
  async start(): Promise<void> {
    this.bus.start();
    await this.status.start();
    this.deliveries.start();
    await this.recovery.run();
    this.pump.start();
    await this.pipeline.start();
    await this.read();
    this.monitors.start();
    this.patterns.start();
    this.incidents.start();
    await this.bus.publish('watchdog.started', { pid: process.pid, version: packageVersion });
  }

  /** No new lines, no new heals, then let what is under way come to its end; the store is closed last. */
  async stop(): Promise<void> {
    await this.patterns.stop();
    await this.monitors.stop();
    this.stopReading.abort();
    await this.reading;
    await this.pump.stop();
    await this.incidents.stop();
    await this.executor.drain(HEAL_GRACE_MS);
    await this.verifier.stop();
    await this.bus.publish('watchdog.stopped', { pid: process.pid, version: packageVersion });
    await this.bus.stop();
    await this.deliveries.drain(ALERT_GRACE_MS);
    await this.status.stop();
  }

  /** Resolves when every source has taken its place: what is written from then on is seen. */
  private read(): Promise<void> {
    const { signal } = this.stopReading;
    this.config.subscribe((config) => {
      this.follower.reconfigure(this.sources(config.sources));
    });
    return new Promise((resolve) => {
      const chunks = this.follower.follow(
        this.sources(this.config.current.sources),
        signal,
        resolve,
      );
      this.reading = this.pipeline.consume(chunks, signal).catch((error: unknown) => {
        this.logger.fatal({
          msg: 'Logs can no longer be read; stopping so that a supervisor restarts the watchdog',
          error: String(error),
        });
        process.kill(process.pid, 'SIGTERM');
      });
    });
  }

  private sources(configured: readonly SourceSpec[]): readonly SourceSpec[] {
    return [...builtInSources(this.platform), ...configured];
  }
}
