import { Inject, Injectable } from '@nestjs/common';
import type { AlertMessage, Severity } from '@app/contracts';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { shorten } from '../text/clean-text.js';
import { type HttpAnswer, httpExchange } from '../http/http-exchange.js';
import { rateLimitPauseMs } from '../http/retry-after.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';
import { isNews } from './is-news.js';
import { footer, summaryText } from './message-text.js';

/** Discord's code for a message that somebody has deleted. */
const UNKNOWN_MESSAGE = '10008';
const TITLE_CHARS = 256;
const FIELD_CHARS = 1_024;
const DESCRIPTION_CHARS = 1_500;
const FOOTER_CHARS = 500;

const colours: Record<Severity | 'good', number> = {
  info: 0x3498db,
  warning: 0xf1c40f,
  error: 0xe67e22,
  critical: 0xe74c3c,
  good: 0x2ecc71,
};

/** Discord by a webhook, as one embed. The parts together stay below Discord's 6,000 characters. */
@Injectable()
export class DiscordChannel implements AlertChannel {
  readonly id = 'discord';
  readonly variable = 'DISCORD_WEBHOOK_URL';
  readonly pauseMs = 0;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.discordWebhookUrl !== undefined;
  }

  get address(): string {
    return this.settings.discordWebhookUrl ?? '';
  }

  render(message: AlertMessage): unknown {
    const good = message.kind === 'success' || message.kind === 'recovery';
    return {
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: shorten(escape(message.headline), TITLE_CHARS),
          description: shorten(`**${escape(message.whoMustAct)}**`, DESCRIPTION_CHARS),
          color: colours[good ? 'good' : message.severity],
          fields: fields(message),
          footer: { text: shorten(footer(message), FOOTER_CHARS) },
          timestamp: message.at,
        },
      ],
    };
  }

  async send(message: AlertMessage, { signal, thread }: SendContext): Promise<DeliveryOutcome> {
    const body = JSON.stringify(this.render(message));
    if (thread !== undefined && !isNews(message)) {
      const url = webhookUrl(this.address, `/messages/${thread}`);
      const edited = await httpExchange({ url, method: 'PATCH', body, signal });
      if (edited.ok) return { ok: true, pauseMs: rateLimitPauseMs(edited.headers) };
      if (!edited.message.includes(UNKNOWN_MESSAGE)) return edited;
    }
    const url = webhookUrl(this.address);
    const posted = await httpExchange({ url, body, signal });
    return posted.ok ? taken(posted) : posted;
  }
}

/** With `wait` Discord answers with the message, whose id edits need. */
function webhookUrl(address: string, below = ''): string {
  const url = new URL(address);
  url.pathname += below;
  url.searchParams.set('wait', 'true');
  return url.href;
}

function taken({ headers, text }: HttpAnswer): DeliveryOutcome {
  const thread = /"id":\s{0,5}"(\d{1,30})"/.exec(text)?.[1];
  const pauseMs = rateLimitPauseMs(headers);
  return { ok: true, pauseMs, ...(thread === undefined ? {} : { thread }) };
}

function fields(message: AlertMessage) {
  const { symptom, action, evidence, summary, links } = message;
  const code = evidence.join('\n').replaceAll('```', "'''");
  return [
    field('What', symptom && escape(symptom)),
    field('Action', action && escape(action)),
    field(
      'Evidence',
      code === '' ? undefined : `\`\`\`\n${shorten(code, FIELD_CHARS - 10)}\n\`\`\``,
    ),
    field('Summary', summary && escape(summaryText(summary))),
    field(
      'Links',
      links.map(({ label, url }) => `${escape(label)}: ${encodeURI(url)}`).join('\n') || undefined,
    ),
  ].flat();
}

function field(name: string, value: string | undefined) {
  // Discord refuses a field without visible text.
  return value === undefined || value.trim() === ''
    ? []
    : [{ name, value: shorten(value, FIELD_CHARS) }];
}

/** Markdown and mentions show as the characters that they are. */
function escape(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<@]/g, (character) => `\\${character}`);
}

export const discord: AlertChannelDefinition = { id: 'discord', channel: DiscordChannel };
