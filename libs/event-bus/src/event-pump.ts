import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventBus } from './event-bus.js';

const INTERVAL_MS = 250;

/** Brings over the events that other processes stored. Run it in one process only: the watchdog. */
@Injectable()
export class EventPump {
  private readonly logger = new Logger(EventPump.name);
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly bus: EventBus,
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
        await this.bus.deliverPending();
      } catch (error) {
        this.logger.error({
          msg: 'Stored events could not be read; trying again',
          error: String(error),
        });
      }
      await this.clock.sleep(INTERVAL_MS, this.stopping.signal);
    }
  }
}
