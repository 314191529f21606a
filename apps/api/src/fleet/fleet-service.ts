import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { type FleetEngine, fleetSettings, type FleetSettings, loadFleetEngine } from '@app/fleet';
import {
  fleetStoreSettings,
  type FleetStoreSettings,
  loadFleetStore,
  type OpenFleetStore,
} from '@app/fleet-store';

/** Takes the fleet's events into its database while this API runs; nothing where no fleet is configured. */
@Injectable()
export class FleetService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Fleet');
  private engine: FleetEngine | undefined;
  private open: OpenFleetStore | undefined;

  constructor(
    @Inject(fleetSettings.token) private readonly fleet: FleetSettings,
    @Inject(fleetStoreSettings.token) private readonly storing: FleetStoreSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { natsServers, host } = this.fleet;
    const { databaseUrl } = this.storing;
    if (!natsServers) return;
    if (databaseUrl === undefined) {
      this.logger.warn({ msg: 'FLEET_NATS_URL is set without FLEET_DATABASE_URL: set both' });
      return;
    }
    this.open = (await loadFleetStore())(databaseUrl);
    this.engine = new (await loadFleetEngine())(natsServers, `api ${host}`, this.clock);
    this.engine.project(this.open.store);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine?.close();
    await this.open?.close();
  }
}
