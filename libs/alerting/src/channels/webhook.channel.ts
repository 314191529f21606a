import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { createHmac } from 'node:crypto';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { httpExchange } from '../http/http-exchange.js';
import { rateLimitPauseMs } from '../http/retry-after.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';

/**
 * Any server that takes JSON: the slots of the alert as they are. `Autoheal-Delivery` and
 * `Idempotency-Key` stay the same for every try, so that a repeat can be told and dropped. With a
 * secret, `Autoheal-Signature` is `t=SECONDS,v1=HEX`: HMAC-SHA-256 over `SECONDS.BODY`.
 */
@Injectable()
export class WebhookChannel implements AlertChannel {
  readonly id = 'webhook';
  readonly variable = 'ALERT_WEBHOOK_URL';
  readonly pauseMs = 0;

  constructor(
    @Inject(alertingSettings.token) private readonly settings: AlertingSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get enabled(): boolean {
    return this.settings.webhookUrl !== undefined;
  }

  get address(): string {
    return this.settings.webhookUrl ?? '';
  }

  render(message: AlertMessage): unknown {
    return { version: 1, alert: message };
  }

  async send(message: AlertMessage, { signal, deliveryId }: SendContext): Promise<DeliveryOutcome> {
    const body = JSON.stringify(this.render(message));
    const headers = {
      'autoheal-delivery': deliveryId,
      'idempotency-key': deliveryId,
      ...this.signature(body),
    };
    const answer = await httpExchange({ url: this.address, headers, body, signal });
    return answer.ok ? { ok: true, pauseMs: rateLimitPauseMs(answer.headers) } : answer;
  }

  private signature(body: string): Record<string, string> {
    const { webhookSecret } = this.settings;
    if (webhookSecret === undefined) return {};
    const seconds = String(Math.floor(this.clock.now() / 1_000));
    const digest = createHmac('sha256', webhookSecret).update(`${seconds}.${body}`).digest('hex');
    return { 'autoheal-signature': `t=${seconds},v1=${digest}` };
  }
}

export const webhook: AlertChannelDefinition = { id: 'webhook', channel: WebhookChannel };
