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
import { plainText } from './plain-text.js';

const TEXT_CHARS = 4_096;

/** Telegram by a bot. Plain text: without a parse mode nothing in it is markup, and `@name` notifies only members. */
@Injectable()
export class TelegramChannel implements AlertChannel {
  readonly id = 'telegram';
  readonly variable = 'TELEGRAM_BOT_TOKEN';
  /** A bot may send one message a second to a chat; to a group twenty a minute. */
  readonly pauseMs = 3_000;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.telegram !== undefined;
  }

  get address(): string {
    const { telegram } = this.settings;
    return telegram ? `${telegram.apiUrl}/bot${telegram.token}/sendMessage` : '';
  }

  render(message: AlertMessage): unknown {
    return {
      chat_id: this.settings.telegram?.chatId ?? '',
      text: withoutMentions(plainText(message, TEXT_CHARS)),
      link_preview_options: { is_disabled: true },
      disable_notification: message.severity === 'info',
    };
  }

  send(message: AlertMessage, { signal }: SendContext): Promise<DeliveryOutcome> {
    return postWebhook(this.address, this.render(message), signal);
  }
}

/** Telegram links names, commands and tags by itself; a full-width character looks alike and is none. */
function withoutMentions(text: string): string {
  return text.replace(/@(?=\w)/g, '＠').replace(/\/(?=[a-z]\w{0,32}@)/gi, '／');
}

export const telegram: AlertChannelDefinition = { id: 'telegram', channel: TelegramChannel };
