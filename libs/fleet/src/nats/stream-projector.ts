import { Logger } from '@nestjs/common';
import { AckPolicy, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Clock } from '@app/clock';
import { messageBatches } from './message-batches.js';
import type { NatsLink } from './nats-link.js';

const BATCH = 500;
const ACK_WAIT_MS = 30_000;
const RETRY_MS = 1_000;

/** What a message holds, and when the server took it. */
export interface Stamped<T> {
  readonly value: T;
  /** ISO 8601, UTC, by the clock of the NATS server. */
  readonly at: string;
}

export interface Projection<T> {
  readonly stream: string;
  /** Readers of one name share the messages among them. */
  readonly durable: string;
  /** Only messages of this subject; absent: all. */
  readonly subject?: string;
  /** Keeps a batch; the same message may come again. */
  readonly keep: (messages: readonly Stamped<T>[]) => Promise<void>;
}

/**
 * Takes the messages of a stream to where they are kept. Each goes to one of those who share a durable
 * consumer, and to another when that one dies before it is kept.
 */
export class StreamProjector<T> {
  private readonly logger = new Logger('Fleet');

  constructor(
    private readonly link: NatsLink,
    private readonly projection: Projection<T>,
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

  /** While the store is away the messages wait here, and NATS is told that they are in hand. */
  private async take(messages: readonly JsMsg[], signal: AbortSignal): Promise<void> {
    const stamped = messages.flatMap((message) => this.read(message));
    while (!(await this.isKept(stamped))) {
      if (signal.aborted) return;
      for (const message of messages) message.working();
      await this.clock.sleep(RETRY_MS, signal);
    }
    for (const message of messages) message.ack();
  }

  /** What is no JSON is told and let go: it would hold up all that follows. */
  private read(message: JsMsg): readonly Stamped<T>[] {
    try {
      return [{ value: message.json<T>(), at: message.time.toISOString() }];
    } catch (error) {
      const { subject } = message;
      this.logger.warn({ msg: 'A message cannot be read', subject, error: String(error) });
      return [];
    }
  }

  private async isKept(messages: readonly Stamped<T>[]): Promise<boolean> {
    try {
      await this.projection.keep(messages);
      return true;
    } catch (error) {
      this.logger.warn({
        msg: 'What came from the fleet cannot be kept now and waits',
        stream: this.projection.stream,
        error: String(error),
      });
      return false;
    }
  }

  private async consumer(): Promise<Consumer> {
    const { stream, durable, subject } = this.projection;
    const jetStream = await this.link.jetStream();
    const manager = await jetStream.jetstreamManager();
    await manager.consumers.add(stream, {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ACK_WAIT_MS),
      max_ack_pending: 10 * BATCH,
      ...(subject === undefined ? {} : { filter_subject: subject }),
    });
    return jetStream.consumers.get(stream, durable);
  }
}
