import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { hostname } from 'node:os';
import type { DeliveryOutcome } from '../channels/alert-channel.js';
import { AlertChannels } from '../channels/alert-channels.js';

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
        outcome: await channel.send(message, new AbortController().signal),
      })),
    );
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
