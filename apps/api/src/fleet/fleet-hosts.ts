import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { hostState } from '@app/fleet';
import { fleetStoreSettings, type FleetStoreSettings } from '@app/fleet-store';
import type { FleetHostView } from '@app/read-model';
import { FleetService } from './fleet-service.js';

/** The hosts as people see them. */
@Injectable()
export class FleetHosts {
  constructor(
    @Inject(fleetStoreSettings.token) private readonly settings: FleetStoreSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
  ) {}

  /** Whoever gave no sign of life since is silent; ISO 8601. */
  silentBefore(): string {
    return new Date(this.clock.now() - this.settings.silentMs).toISOString();
  }

  async list(): Promise<readonly FleetHostView[]> {
    const hosts = await this.fleet.ask((store) => store.hosts());
    const now = this.clock.now();
    return hosts.map((host) => ({ ...host, state: hostState(host, this.settings.silentMs, now) }));
  }
}
