import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { AlertChannels } from '../channels/alert-channels.js';
import type { AlertPlan } from '../delivery/alert-store.js';
import { ALERT_HISTORY, type AlertHistory } from './alert-history.js';

/** Decides where an alert goes, and when. */
@Injectable()
export class AlertPlanner {
  constructor(
    @Inject(ALERT_HISTORY) private readonly history: AlertHistory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: AlertChannels,
  ) {}

  /** @returns undefined when nobody needs to hear of it */
  async plan(message: AlertMessage): Promise<AlertPlan | undefined> {
    const dueAt = this.clock.now();
    const enabled = this.channels.enabled().map(({ id }) => id);
    if (message.kind !== 'recovery')
      return { deliveries: enabled.map((channel) => ({ channel, dueAt })) };
    // A recovery never comes without its problem.
    const told = await this.history.toldChannels(message.incidentId);
    const deliveries = told
      .filter((id) => enabled.includes(id))
      .map((channel) => ({ channel, dueAt }));
    return deliveries.length === 0 ? undefined : { deliveries };
  }
}
