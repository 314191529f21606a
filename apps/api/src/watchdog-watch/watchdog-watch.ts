import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import {
  type AlertMessage,
  WATCHDOG_STATUS,
  watchdogLiveness,
  type WatchdogStatus,
  type WatchdogStatusStore,
} from '@app/contracts';
import { EVENT_STORE, EventBus, type EventStore } from '@app/event-bus';
import { DirectNews } from './direct-news.js';
import { returnMessage, silenceMessage } from './silence-messages.js';

const LOOK_MS = 1_000;
/** A pause this long between two looks says that this process did not run: nobody else is to blame. */
const OWN_SLEEP_MS = 5_000;

/** Watches the watchdog: says so by itself when it gives no sign of life, and when it does again. */
@Injectable()
export class WatchdogWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(WatchdogWatch.name);
  private stopLooking: () => void = () => undefined;
  private looking: Promise<void> | undefined;
  private lookedAt = -Infinity;
  private silent: WatchdogStatus | undefined;

  constructor(
    @Inject(WATCHDOG_STATUS) private readonly status: WatchdogStatusStore,
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly bus: EventBus,
    private readonly news: DirectNews,
  ) {}

  onApplicationBootstrap(): void {
    this.stopLooking = this.clock.every(LOOK_MS, () => {
      this.looking ??= this.look().finally(() => (this.looking = undefined));
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopLooking();
    await this.looking;
  }

  private async look(): Promise<void> {
    const now = this.clock.now();
    const slept = now - this.lookedAt > OWN_SLEEP_MS;
    this.lookedAt = now;
    try {
      if (!slept) await this.compare(now);
      await this.news.deliver(now);
    } catch (error) {
      this.logger.warn({ msg: 'The watchdog cannot be looked after', error: String(error) });
    }
  }

  private async compare(now: number): Promise<void> {
    const status = await this.status.read();
    const liveness = watchdogLiveness(status, now);
    if (status && liveness === 'silent' && !this.silent) {
      await this.tell('alert.raised', silenceMessage(status, now));
      this.silent = status;
    } else if (this.silent && (liveness === 'running' || liveness === 'stopped')) {
      await this.tell('alert.resolved', returnMessage(this.silent, liveness, now));
      this.silent = undefined;
    }
  }

  /** What an earlier run of the API has told already is not told again. */
  private async tell(
    name: 'alert.raised' | 'alert.resolved',
    message: AlertMessage,
  ): Promise<void> {
    const { incidentId: correlationId } = message;
    const told = await this.events.story(correlationId);
    if (told.some((event) => event.name === name)) return;
    const alertId = `${name}-${correlationId}`;
    await this.bus.publish(name, { alertId, message }, { correlationId });
    this.logger.warn({ msg: message.headline });
    this.news.add(message);
  }
}
