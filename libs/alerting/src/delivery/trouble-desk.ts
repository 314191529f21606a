import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { REDACTOR, type Redactor } from '@app/redaction';
import { hostname } from 'node:os';
import { AlertChannels } from '../channels/alert-channels.js';
import type { AlertChannel, DeliveryFailure } from '../channels/alert-channel.js';
import { composeDeadChannel } from '../compose/compose-dead-channel.js';
import { presentable } from '../compose/presentable.js';
import { ALERT_STORE, type AlertStore, type Delivery } from './alert-store.js';
import { fingerprint } from './channel-health.js';
import { Fallback } from './fallback.js';

/** What a channel cannot deliver is not lost: the others are told where that helps. */
@Injectable()
export class TroubleDesk {
  private readonly logger = new Logger(TroubleDesk.name);

  constructor(
    private readonly channels: AlertChannels,
    private readonly fallback: Fallback,
    @Inject(ALERT_STORE) private readonly store: AlertStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(REDACTOR) private readonly redactor: Redactor,
  ) {}

  async report(
    channel: AlertChannel,
    batch: readonly Delivery[],
    failure: DeliveryFailure,
  ): Promise<void> {
    if (failure.reason === 'gone') await this.tellOthers(channel, batch, failure);
    else if (!failure.retryable) this.complain(channel, failure);
    if (!failure.retryable && failure.reason !== 'gone')
      await this.fallback.take(
        channel,
        batch.map(({ alert }) => alert.alertId),
      );
  }

  private complain({ id }: AlertChannel, { message }: DeliveryFailure): void {
    this.logger.error({
      msg: 'An alert was refused for good; test the channel with: autoheal alert test',
      channel: id,
      error: message,
    });
  }

  /** Once per death: the id names the message that found it out. */
  private async tellOthers(
    channel: AlertChannel,
    [first]: readonly Delivery[],
    { message }: DeliveryFailure,
  ): Promise<void> {
    const now = this.clock.now();
    const context = { host: hostname(), at: new Date(now).toISOString() };
    const notice = await presentable(composeDeadChannel(channel, message, context), this.redactor);
    const alertId = `alert-gone-${channel.id}-${fingerprint(channel)}-${first?.id ?? ''}`;
    const others = this.channels.enabled().filter(({ id }) => id !== channel.id);
    await this.store.enqueue(
      { alertId, message: notice },
      { deliveries: others.map(({ id }) => ({ channel: id, dueAt: now })) },
    );
  }
}
