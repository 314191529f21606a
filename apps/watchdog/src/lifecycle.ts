import { Inject, Injectable, Logger } from '@nestjs/common';
import { DeliveryWorker } from '@app/alerting';
import {
  Canary,
  CANARY_SOURCE,
  canaryPath,
  ConfigHolder,
  DetectionPipeline,
  Heartbeat,
  Monitors,
  PatternConfigWatcher,
} from '@app/detection';
import { EventBus, EventPump } from '@app/event-bus';
import { HealExecutor, HealRecovery, IncidentKeeper, Verifier } from '@app/healing';
import { packageVersion, platformSettings, type PlatformSettings } from '@app/settings';
import { builtInSources } from '@app/pattern-file';
import { LogFollower, type SourceSpec } from '@app/tailing';
import { FleetMember } from './fleet/fleet-member.js';
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
    private readonly canary: Canary,
    private readonly heartbeat: Heartbeat,
    private readonly fleet: FleetMember,
  ) {}

  /** Handlers first, then what an earlier run left, then new lines. */
  async start(): Promise<void> {
    this.bus.start();
    await this.status.start();
    await this.fleet.start();
    this.deliveries.start();
    await this.recovery.run();
    this.pump.start();
    await this.pipeline.start();
    await this.read();
    this.monitors.start();
    this.patterns.start();
    this.incidents.start();
    this.canary.start();
    await this.bus.publish('watchdog.started', { pid: process.pid, version: packageVersion });
    await this.told(this.heartbeat.ready());
  }

  /** No new lines, no new heals, then let what is under way come to its end; the store is closed last. */
  async stop(): Promise<void> {
    await this.told(this.heartbeat.stop());
    await this.patterns.stop();
    await this.canary.stop();
    await this.monitors.stop();
    this.stopReading.abort();
    await this.reading;
    await this.pump.stop();
    await this.incidents.stop();
    await this.recovery.stop();
    await this.executor.drain(HEAL_GRACE_MS);
    await this.verifier.stop();
    await this.bus.publish('watchdog.stopped', { pid: process.pid, version: packageVersion });
    await this.bus.stop();
    await this.deliveries.drain(ALERT_GRACE_MS);
    await this.fleet.stop();
    await this.status.stop();
  }

  /** A supervisor that cannot be told does not keep the watchdog from watching, nor from stopping. */
  private async told(news: Promise<void>): Promise<void> {
    await news.catch((error: unknown) => {
      this.logger.warn({ msg: 'systemd could not be told', error: String(error) });
    });
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
    const canary = { id: CANARY_SOURCE, type: 'file', startAt: 'end' } as const;
    return [
      ...builtInSources(this.platform),
      { ...canary, path: canaryPath(this.platform.dataDir) },
      ...configured,
    ];
  }
}
