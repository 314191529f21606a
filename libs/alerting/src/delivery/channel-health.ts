import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { createHash } from 'node:crypto';
import type { AlertChannel } from '../channels/alert-channel.js';
import { ALERT_STORE, type AlertStore } from './alert-store.js';
import { CHANNEL_STATES, type ChannelStates } from './channel-states.js';

/** What waited longer for a dead channel is no news when the channel comes back. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Which channels no longer exist. A new address or a test that arrives brings one back. */
@Injectable()
export class ChannelHealth {
  private readonly logger = new Logger(ChannelHealth.name);

  constructor(
    @Inject(CHANNEL_STATES) private readonly states: ChannelStates,
    @Inject(ALERT_STORE) private readonly alerts: AlertStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async isDead(channel: AlertChannel): Promise<boolean> {
    const { dead } = await this.states.find(channel.id);
    if (!dead) return false;
    if (dead.fingerprint === fingerprint(channel)) return true;
    await this.revive(channel.id);
    return false;
  }

  async died(channel: AlertChannel, error: string): Promise<void> {
    const since = new Date(this.clock.now()).toISOString();
    await this.states.markDead(channel.id, { since, error, fingerprint: fingerprint(channel) });
    this.logger.error({
      msg: `A channel no longer exists; set a new ${channel.variable}, or try: autoheal alert test`,
      channel: channel.id,
      error,
    });
  }

  /** For a channel that has just taken a message. What waited for it no longer than a day follows. */
  async arrived(channel: AlertChannel): Promise<void> {
    const { dead } = await this.states.find(channel.id);
    if (dead) await this.revive(channel.id);
  }

  private async revive(channel: string): Promise<void> {
    const expired = await this.alerts.expire(
      channel,
      this.clock.now() - LONGEST_WAIT_MS,
      'The channel was dead for more than a day after this alert.',
    );
    await this.states.markAlive(channel);
    this.logger.log({ msg: 'A channel is back', channel, expired });
  }
}

/** Tells addresses apart without giving them away. */
export function fingerprint({ id, address }: AlertChannel): string {
  return createHash('sha256').update(`${id}\n${address}`).digest('hex').slice(0, 16);
}
