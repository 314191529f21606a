import { AckPolicy, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { Logger } from '@nestjs/common';
import { nanos } from '@nats-io/transport-node';
import type { Clock } from '@app/clock';
import type { FleetEvent } from '../fleet-event.js';
import type { FleetStore } from '../fleet-store.js';
import { messageBatches } from './message-batches.js';
import { EVENTS_STREAM } from './names.js';
import type { NatsLink } from './nats-link.js';

const DURABLE = 'projection';
const BATCH = 500;
const ACK_WAIT_MS = 30_000;
const RETRY_MS = 1_000;

/**
 * Takes the fleet's events into the shared database. All instances of the API share one durable
 * consumer: each event goes to one of them, and to another when that one dies before it is stored.
 */
export class EventProjector {
  private readonly logger = new Logger('Fleet');

  constructor(
    private readonly link: NatsLink,
    private readonly store: FleetStore,
    private readonly clock: Clock,
  ) {}

  /** Takes what comes until it is stopped. @throws when NATS has lost the stream, or cannot be reached at first */
  async project(signal: AbortSignal): Promise<void> {
    try {
      const consumer = await this.consumer();
      for await (const batch of messageBatches(consumer, BATCH, signal))
        await this.take(batch, signal);
    } catch (error) {
      this.link.doubt();
      throw error;
    }
  }

  /** While the database is away the messages wait here, and NATS is told that they are in hand. */
  private async take(messages: readonly JsMsg[], signal: AbortSignal): Promise<void> {
    const events = messages.map((message) => message.json<FleetEvent>());
    while (!(await this.isStored(events))) {
      if (signal.aborted) return;
      for (const message of messages) message.working();
      await this.clock.sleep(RETRY_MS, signal);
    }
    for (const message of messages) message.ack();
  }

  private async isStored(events: readonly FleetEvent[]): Promise<boolean> {
    try {
      await this.store.project(events);
      return true;
    } catch (error) {
      this.logger.warn({ msg: 'Events of the fleet wait for the database', error: String(error) });
      return false;
    }
  }

  private async consumer(): Promise<Consumer> {
    const jetStream = await this.link.jetStream();
    const manager = await jetStream.jetstreamManager();
    await manager.consumers.add(EVENTS_STREAM, {
      durable_name: DURABLE,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ACK_WAIT_MS),
      max_ack_pending: 10 * BATCH,
    });
    return jetStream.consumers.get(EVENTS_STREAM, DURABLE);
  }
}
