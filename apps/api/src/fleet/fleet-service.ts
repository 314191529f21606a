import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { RequestLog } from '@app/api-access';
import { CLOCK, type Clock } from '@app/clock';
import {
  type FleetEngine,
  fleetSettings,
  type FleetSettings,
  type FleetStore,
  loadFleetEngine,
  type RepairBoard,
} from '@app/fleet';
import {
  fleetStoreSettings,
  type FleetStoreSettings,
  loadFleetStore,
  type OpenFleetStore,
} from '@app/fleet-store';
import { ProblemException } from '../problem-details/problem.exception.js';

/** This API's part in the fleet; nothing is loaded where none is configured. */
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
    const { natsServers, host, replicas } = this.fleet;
    const { databaseUrl } = this.storing;
    if (!natsServers) return;
    if (databaseUrl === undefined) {
      this.logger.warn({ msg: 'FLEET_NATS_URL is set without FLEET_DATABASE_URL: set both' });
      return;
    }
    this.open = (await loadFleetStore())(databaseUrl);
    const Engine = await loadFleetEngine();
    this.engine = new Engine(natsServers, `api ${host}`, this.clock, replicas);
    this.engine.project(this.open.store);
    this.engine.command(this.open.store);
  }

  /** Whether there is a fleet; its store is there once the application has started. */
  get isOn(): boolean {
    return this.fleet.natsServers !== undefined && this.storing.databaseUrl !== undefined;
  }

  /** Undefined where there is no fleet. */
  get store(): FleetStore | undefined {
    return this.open?.store;
  }

  /** Code fixes of all APIs; undefined where there is no fleet. */
  get repairs(): RepairBoard | undefined {
    return this.open?.repairs;
  }

  /** Requests of all APIs; undefined where there is no fleet. */
  get requests(): RequestLog | undefined {
    return this.open?.requests;
  }

  /** @throws ProblemException where there is no fleet, or its database does not answer */
  async ask<T>(question: (store: FleetStore) => Promise<T>): Promise<T> {
    const { store } = this;
    if (store) return this.answered(() => question(store));
    throw new ProblemException(
      'fleet-off',
      'This API belongs to no fleet. Set FLEET_NATS_URL and FLEET_DATABASE_URL; docs/fleet.md tells how.',
    );
  }

  /** @throws ProblemException where the database does not answer */
  async answered<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      this.logger.warn({ msg: 'The fleet database does not answer', error: String(error) });
      throw new ProblemException(
        'fleet-database-away',
        'The database of the fleet does not answer. Hosts go on healing; try again later.',
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine?.close();
    await this.open?.close();
  }
}
