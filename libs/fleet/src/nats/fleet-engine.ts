import type { Clock } from '@app/clock';
import type { FleetStore } from '../fleet-store.js';
import { RepeatingWork } from '../repeating-work.js';
import { EventProjector } from './event-projector.js';
import { EventPublisher, type EventSource } from './event-publisher.js';
import { NatsLink } from './nats-link.js';

/** All that goes over NATS. What cannot be reached is tried again until it is closed. */
export class FleetEngine {
  private readonly link: NatsLink;
  private readonly works: RepeatingWork[] = [];

  constructor(
    servers: readonly string[],
    name: string,
    private readonly clock: Clock,
  ) {
    this.link = new NatsLink(servers, name);
  }

  /** The events of a host's store go to the fleet from now on. */
  publish(source: EventSource): void {
    const publisher = new EventPublisher(this.link, source);
    this.repeat('Events of this host reach the fleet', () => publisher.publishNext());
  }

  /** The fleet's events go into the shared database from now on. */
  project(store: FleetStore): void {
    const projector = new EventProjector(this.link, store, this.clock);
    this.repeat('Events of the fleet are stored', async (signal) => {
      await projector.project(signal);
      return true;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.works.map((work) => work.stop()));
    await this.link.close();
  }

  private repeat(what: string, piece: (signal: AbortSignal) => Promise<boolean>): void {
    this.works.push(new RepeatingWork(what, this.clock, piece).start());
  }
}
