import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventBus } from '@app/event-bus';
import { fleetSettings, type FleetSettings, type HostReport } from '@app/fleet';
import { PAUSE_STORE, type PauseStore } from '@app/healing';
import { packageVersion } from '@app/settings';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StatusReporter } from '../status-reporter.js';

/** What the fleet hears of this host. */
@Injectable()
export class HostReporter implements OnModuleInit {
  private readonly startedAt: string;
  private configHash = '';

  constructor(
    @Inject(fleetSettings.token) private readonly settings: FleetSettings,
    @Inject(PAUSE_STORE) private readonly pauses: PauseStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly status: StatusReporter,
    private readonly bus: EventBus,
  ) {
    this.startedAt = this.now();
  }

  onModuleInit(): void {
    this.bus.on('config.reloaded', () => {
      this.configHash = '';
    });
  }

  async report(): Promise<HostReport> {
    const { host, labels } = this.settings;
    if (this.configHash === '') this.configHash = await this.hashOfPatterns();
    const pauses = await this.pauses.at(this.now());
    return {
      host,
      state: 'running',
      version: packageVersion,
      configHash: this.configHash,
      labels,
      paused: pauses.some(({ target }) => target === null),
      startedAt: this.startedAt,
    };
  }

  private async hashOfPatterns(): Promise<string> {
    const text = await readFile(this.status.report().patternsPath);
    return createHash('sha256').update(text).digest('hex').slice(0, 12);
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
