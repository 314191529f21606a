import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import type { AlertChannel } from '../channels/alert-channel.js';
import { AlertChannels } from '../channels/alert-channels.js';
import { ALERT_STORE, type AlertStore } from './alert-store.js';
import { ChannelHealth } from './channel-health.js';

/** A short outage is over before anybody would have looked elsewhere. */
const PATIENCE_MS = 300_000;

/** Sends what one channel cannot deliver by the fallback channel too, where one is set. */
@Injectable()
export class Fallback {
  constructor(
    @Inject(alertingSettings.token) private readonly settings: AlertingSettings,
    @Inject(ALERT_STORE) private readonly store: AlertStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: AlertChannels,
    private readonly health: ChannelHealth,
  ) {}

  /** For what has waited too long. A dead channel is not waited for. */
  async takeOverdue(): Promise<void> {
    for (const channel of this.channels.enabled()) {
      const patience = (await this.health.isDead(channel)) ? 0 : PATIENCE_MS;
      const overdue = this.covers(channel)
        ? await this.store.overdue(channel.id, this.clock.now() - patience)
        : [];
      await this.add(overdue);
    }
  }

  /** For alerts that a channel refused for good. */
  async take(channel: AlertChannel, alertIds: readonly string[]): Promise<void> {
    if (this.covers(channel)) await this.add(alertIds);
  }

  private covers({ id }: AlertChannel): boolean {
    const { fallbackChannel } = this.settings;
    return fallbackChannel !== undefined && id !== fallbackChannel;
  }

  private async add(alertIds: readonly string[]): Promise<void> {
    const channel = this.settings.fallbackChannel;
    if (channel === undefined) return;
    for (const alertId of alertIds) {
      await this.store.addDelivery(alertId, { channel, dueAt: this.clock.now() });
    }
  }
}
