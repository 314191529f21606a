import { Inject, Injectable } from '@nestjs/common';
import type { AlertMessage } from '@app/contracts';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { postWebhook } from '../http/post-webhook.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';
import { slackMessage } from './slack-message.js';

/** Slack by an incoming webhook, in Block Kit. */
@Injectable()
export class SlackChannel implements AlertChannel {
  readonly id = 'slack';
  readonly variable = 'SLACK_WEBHOOK_URL';
  /** Slack takes one message a second. */
  readonly pauseMs = 1_000;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.slackWebhookUrl !== undefined;
  }

  get address(): string {
    return this.settings.slackWebhookUrl ?? '';
  }

  render(message: AlertMessage): unknown {
    return slackMessage(message);
  }

  send(message: AlertMessage, { signal }: SendContext): Promise<DeliveryOutcome> {
    return postWebhook(this.address, this.render(message), signal);
  }
}

export const slack: AlertChannelDefinition = { id: 'slack', channel: SlackChannel };
