import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { newId } from '@app/event-bus';
import type { AlertChannel, DeliveryOutcome } from '../channels/alert-channel.js';
import { AlertChannels } from '../channels/alert-channels.js';
import { SEND_LIMIT_MS, withinLimit } from './within-limit.js';

/** Sends past the queue: for news about who works the queue. The caller tries again. */
@Injectable()
export class DirectAlert {
  constructor(
    private readonly channels: AlertChannels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param done ids of the channels that know already
   * @returns ids of all channels that know now; those that will never take it count too
   */
  async send(message: AlertMessage, done: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const open = this.channels.enabled().filter(({ id }) => !done.has(id));
    const outcomes = await Promise.all(
      open.map(async (channel) => ({
        id: channel.id,
        outcome: await this.sendBy(channel, message),
      })),
    );
    const settled = outcomes.filter(({ outcome }) => outcome.ok || !outcome.retryable);
    return new Set([...done, ...settled.map(({ id }) => id)]);
  }

  private sendBy(channel: AlertChannel, message: AlertMessage): Promise<DeliveryOutcome> {
    const { signal: never } = new AbortController();
    return withinLimit(this.clock, SEND_LIMIT_MS, never, (signal) =>
      channel.send(message, { signal, deliveryId: newId() }),
    );
  }

  /** Whether some channel does not know yet. */
  isOpen(done: ReadonlySet<string>): boolean {
    return this.channels.enabled().some(({ id }) => !done.has(id));
  }
}
