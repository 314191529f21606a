import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { hostname } from 'node:os';
import { newId } from '@app/event-bus';
import type { AlertChannel, DeliveryOutcome } from '../channels/alert-channel.js';
import { AlertChannels } from '../channels/alert-channels.js';
import { ChannelHealth } from './channel-health.js';
import { SEND_LIMIT_MS, withinLimit } from './within-limit.js';

export interface AlertTestResult {
  readonly channel: string;
  readonly payload: unknown;
  readonly outcome: DeliveryOutcome;
}

/** Sends to every configured channel what a real incident would send, by the same code. */
@Injectable()
export class AlertTest {
  constructor(
    private readonly channels: AlertChannels,
    private readonly health: ChannelHealth,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param only the id of one channel; absent: all */
  async run(only?: string): Promise<readonly AlertTestResult[]> {
    const message = this.message();
    const channels = this.channels.enabled().filter(({ id }) => only === undefined || id === only);
    return Promise.all(
      channels.map(async (channel) => ({
        channel: channel.id,
        payload: channel.render(message),
        outcome: await this.send(channel, message),
      })),
    );
  }

  /** A test that arrives brings a dead channel back. */
  private async send(channel: AlertChannel, message: AlertMessage): Promise<DeliveryOutcome> {
    const { signal: never } = new AbortController();
    const outcome = await withinLimit(this.clock, SEND_LIMIT_MS, never, (signal) =>
      channel.send(message, { signal, deliveryId: newId() }),
    );
    if (outcome.ok) await this.health.arrived(channel);
    return outcome;
  }

  private message(): AlertMessage {
    return {
      kind: 'notice',
      severity: 'info',
      service: 'zion-autoheal',
      headline: 'Test alert: this channel works.',
      whoMustAct: 'No action needed.',
      symptom: 'Somebody ran: autoheal alert test',
      evidence: ['2026-01-01T00:00:00.000Z ERROR this is how a line of evidence looks'],
      links: [],
      host: hostname(),
      incidentId: 'test',
      at: new Date(this.clock.now()).toISOString(),
    };
  }
}
