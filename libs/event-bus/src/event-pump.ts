import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventBus } from './event-bus.js';
import { EVENT_STORE, type EventStore } from './event-store.js';

const INTERVAL_MS = 250;
/** What could not be handed on here is tried again after so long, whether or not others write. */
const RETRY_MS = 5_000;

/** Brings over the events that other processes stored. Run it in one process only: the watchdog. */
@Injectable()
export class EventPump {
  private readonly logger = new Logger(EventPump.name);
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private emptyRevision: number | undefined;
  private retryAt = 0;

  constructor(
    private readonly bus: EventBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.look();
      } catch (error) {
        this.logger.error({
          msg: 'Stored events could not be read; trying again',
          error: String(error),
        });
      }
      await this.clock.sleep(INTERVAL_MS, this.stopping.signal);
    }
  }

  /** A store that nobody wrote to since it was found empty is not searched again. */
  private async look(): Promise<void> {
    const revision = await this.store.revision();
    if (revision === this.emptyRevision && this.clock.now() < this.retryAt) return;
    const delivered = await this.bus.deliverPending();
    this.emptyRevision = delivered === 0 ? revision : undefined;
    this.retryAt = this.clock.now() + RETRY_MS;
  }
}
