import { Inject, Injectable } from '@nestjs/common';
import type { AlertMessage } from '@app/contracts';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { httpExchange } from '../http/http-exchange.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';
import { isNews } from './is-news.js';
import { slackMessage } from './slack-message.js';
import { readSlackAnswer } from './slack-answer.js';

/** Slack by a bot token: one message an incident, which later alerts change; what must be seen is posted anew. */
@Injectable()
export class SlackBotChannel implements AlertChannel {
  readonly id = 'slack-bot';
  readonly variable = 'SLACK_BOT_TOKEN';
  /** Slack takes one message a second. */
  readonly pauseMs = 1_000;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.slackBot !== undefined;
  }

  get address(): string {
    const { slackBot } = this.settings;
    return slackBot ? `${slackBot.token} ${slackBot.channel}` : '';
  }

  render(message: AlertMessage): unknown {
    return { channel: this.settings.slackBot?.channel ?? '', ...slackMessage(message) };
  }

  async send(message: AlertMessage, { signal, thread }: SendContext): Promise<DeliveryOutcome> {
    const slack = slackMessage(message);
    const [channel, ts] = thread?.split(' ') ?? [];
    if (channel !== undefined && ts !== undefined && !isNews(message)) {
      const edited = await this.call('chat.update', { channel, ts, ...slack }, signal);
      if (edited.ok || !edited.message.includes('message_not_found')) return edited;
    }
    const { channel: to = '' } = this.settings.slackBot ?? {};
    return this.call('chat.postMessage', { channel: to, unfurl_links: false, ...slack }, signal);
  }

  private async call(
    method: string,
    payload: object,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const { apiUrl = '', token = '' } = this.settings.slackBot ?? {};
    const answer = await httpExchange({
      url: `${apiUrl}/${method}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(payload),
      signal,
    });
    return answer.ok ? readSlackAnswer(answer.text) : answer;
  }
}

export const slackBot: AlertChannelDefinition = { id: 'slack-bot', channel: SlackBotChannel };
