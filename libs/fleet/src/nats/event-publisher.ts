import type { JetStreamClient } from '@nats-io/jetstream';
import type { Clock } from '@app/clock';
import type { EventCursors, EventStore, StoredEvent } from '@app/event-bus';
import { FOLLOWER, serviceOf } from '../fleet-event.js';
import { eventSubject } from './names.js';
import type { NatsLink } from './nats-link.js';
import { RecentBatches } from './recent-batches.js';

const BATCH = 200;

export interface EventSource {
  /** The host's name in the fleet. */
  readonly host: string;
  readonly events: EventStore;
  readonly cursors: EventCursors;
  /** Masks secrets in what a payload says. */
  readonly mask: (payload: unknown) => Promise<unknown>;
}

/**
 * Brings the events of the host's own store to the fleet, in their order.
 *
 * The place up to which all is published is kept in that store: after a crash a batch is published
 * again, and the stream drops what it has by the event's id. A server that died may have confirmed what
 * it had not written yet: whenever the connection is another one, the last minutes are published again.
 */
export class EventPublisher {
  private readonly recent = new RecentBatches();
  private connections = 0;

  constructor(
    private readonly link: NatsLink,
    private readonly source: EventSource,
    private readonly clock: Clock,
  ) {}

  /** @returns whether there may be more. @throws while the fleet cannot be reached */
  async publishNext(): Promise<boolean> {
    const { events, cursors } = this.source;
    if (this.link.connections !== this.connections) await this.goBack();
    const from = await cursors.read(FOLLOWER);
    const batch = await events.after(from, BATCH);
    const last = batch.at(-1);
    if (!last) return false;
    await this.publish(batch);
    await cursors.save(FOLLOWER, last.sequence);
    this.recent.add(from, this.clock.now());
    return batch.length === BATCH;
  }

  private async goBack(): Promise<void> {
    this.connections = this.link.connections;
    const oldest = this.recent.takeOldest(this.clock.now());
    if (oldest !== undefined) await this.source.cursors.save(FOLLOWER, oldest);
  }

  private async publish(batch: readonly StoredEvent[]): Promise<void> {
    try {
      const jetStream = await this.link.jetStream();
      // Sent in order on one connection, so stored in order; only the answers are awaited together.
      const messages = await Promise.all(batch.map((stored) => this.message(stored)));
      await Promise.all(
        batch.map((stored, at) => this.send(jetStream, stored, messages[at] ?? '')),
      );
    } catch (error) {
      this.link.doubt();
      throw error;
    }
  }

  private async send(jetStream: JetStreamClient, { event }: StoredEvent, message: string) {
    const subject = eventSubject(this.source.host, serviceOf(event));
    await jetStream.publish(subject, message, { msgID: event.id });
  }

  /** What no server would take goes without its payload, rather than that it holds up all that follows. */
  private async message({ sequence, event }: StoredEvent): Promise<string> {
    const { host, mask } = this.source;
    const whole = { host, sequence, event: { ...event, payload: await mask(event.payload) } };
    const text = JSON.stringify(whole);
    if (Buffer.byteLength(text) < this.link.maxBytes) return text;
    return JSON.stringify({ ...whole, event: { ...event, payload: { tooLarge: true } } });
  }
}
