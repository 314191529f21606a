import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { EventBus, newId } from '@app/event-bus';
import type { FleetStore } from '@app/fleet';
import { DirectNews } from '../watchdog-watch/direct-news.js';
import { FleetHosts } from './fleet-hosts.js';
import { FleetService } from './fleet-service.js';
import { hostBack, hostSilent } from './host-messages.js';

const LOOK_MS = 2_000;

/** Tells people when a host falls silent and when it is back: one instance of the API does, whichever is first. */
@Injectable()
export class HostWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Fleet');
  private stopLooking: () => void = () => undefined;
  private looking: Promise<void> | undefined;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
    private readonly hosts: FleetHosts,
    private readonly bus: EventBus,
    private readonly news: DirectNews,
  ) {}

  onApplicationBootstrap(): void {
    this.stopLooking = this.clock.every(LOOK_MS, () => {
      const { store } = this.fleet;
      if (store) this.looking ??= this.look(store).finally(() => (this.looking = undefined));
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopLooking();
    await this.looking;
  }

  private async look(store: FleetStore): Promise<void> {
    const now = this.clock.now();
    try {
      const before = this.hosts.silentBefore();
      for (const host of await store.claimSilent(before, new Date(now).toISOString())) {
        await this.tell('alert.raised', hostSilent(host, now));
        await store.silenceTold(host.host);
      }
      for (const host of await store.claimReturned(before))
        await this.tell('alert.resolved', hostBack(host, now));
    } catch (error) {
      this.logger.warn({ msg: 'Hosts of the fleet cannot be looked after', error: String(error) });
    }
  }

  private async tell(
    name: 'alert.raised' | 'alert.resolved',
    message: AlertMessage,
  ): Promise<void> {
    const { incidentId: correlationId } = message;
    await this.bus.publish(name, { alertId: newId(), message }, { correlationId });
    this.logger.warn({ msg: message.headline });
    this.news.add(message);
  }
}
