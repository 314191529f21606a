import type { JetStreamClient } from '@nats-io/jetstream';
import type { EventCursors, EventStore, StoredEvent } from '@app/event-bus';
import { serviceOf } from '../fleet-event.js';
import { eventSubject } from './names.js';
import type { NatsLink } from './nats-link.js';

const FOLLOWER = 'fleet';
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
 * again, and the stream drops what it has by the event's id.
 */
export class EventPublisher {
  constructor(
    private readonly link: NatsLink,
    private readonly source: EventSource,
  ) {}

  /** @returns whether there may be more. @throws while the fleet cannot be reached */
  async publishNext(): Promise<boolean> {
    const { events, cursors } = this.source;
    const batch = await events.after(await cursors.read(FOLLOWER), BATCH);
    const last = batch.at(-1);
    if (!last) return false;
    await this.publish(batch);
    await cursors.save(FOLLOWER, last.sequence);
    return batch.length === BATCH;
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
