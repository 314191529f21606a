import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { fleetStoreSettings, type FleetStoreSettings } from '@app/fleet-store';
import { FleetService } from './fleet-service.js';

const EVERY_MS = 3_600_000;
/** Between two bounded steps: whoever waits for the database comes first. */
const BREATH_MS = 50;

/** Keeps the fleet's database from growing for ever, each hour. Any number of instances may do it at once. */
@Injectable()
export class FleetRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Fleet');
  private readonly stopping = new AbortController();
  private work: Promise<void> = Promise.resolve();

  constructor(
    @Inject(fleetStoreSettings.token) private readonly settings: FleetStoreSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
  ) {}

  onApplicationBootstrap(): void {
    this.work = this.keepTidy(this.stopping.signal);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.work;
  }

  private async keepTidy(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.clock.sleep(EVERY_MS, signal);
      await this.sweep(signal).catch((error: unknown) => {
        this.logger.warn({
          msg: 'What is old in the fleet database cannot be forgotten; the next hour tries again',
          error: String(error),
        });
      });
    }
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    const { store } = this.fleet;
    const before = new Date(this.clock.now() - this.settings.keepMs).toISOString();
    while (store && !signal.aborted && (await store.forget(before)) > 0)
      await this.clock.sleep(BREATH_MS, signal);
  }
}
