import { Inject, Injectable } from '@nestjs/common';
import type { AlertMessage } from '@app/contracts';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { shorten } from '../text/clean-text.js';
import { postWebhook } from '../http/post-webhook.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';
import { footer, summaryText } from './message-text.js';

const HEADER_CHARS = 150;
const SECTION_CHARS = 3_000;
/** The whole message may have about 13,000 characters; Slack does not document it. */
const EVIDENCE_CHARS = 2_500;

const icons: Record<AlertMessage['kind'], string> = {
  detected: '🔎',
  approval: '✋',
  start: '🔧',
  success: '✅',
  failure: '❌',
  loop: '🛑',
  recovery: '💚',
  notice: 'ℹ️',
  summary: '💡',
};

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
    const facts = [message.symptom, message.action].filter(
      (fact) => fact !== undefined && fact.trim() !== '',
    );
    const blocks = [
      {
        type: 'header',
        text: {
          type: 'plain_text',
          text: shorten(`${icons[message.kind]} ${escape(message.headline)}`, HEADER_CHARS),
        },
      },
      section(`*${escape(message.whoMustAct)}*`),
      ...(facts.length > 0 ? [section(escape(facts.join('\n')))] : []),
      ...(message.evidence.length > 0 ? [section(evidence(message.evidence))] : []),
      ...(message.summary ? [section(escape(summaryText(message.summary)))] : []),
      ...(message.links.length > 0 ? [section(message.links.map(link).join(' · '))] : []),
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: shorten(escape(footer(message)), SECTION_CHARS) }],
      },
    ];
    return {
      text: shorten(escape(`${message.headline} ${message.whoMustAct}`), SECTION_CHARS),
      blocks,
    };
  }

  send(message: AlertMessage, { signal }: SendContext): Promise<DeliveryOutcome> {
    return postWebhook(this.address, this.render(message), signal);
  }
}

function section(text: string) {
  return { type: 'section', text: { type: 'mrkdwn', text: shorten(text, SECTION_CHARS) } };
}

/** So that no text from a log becomes a mention or a link. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A code block that the text cannot end. */
function evidence(lines: readonly string[]): string {
  const text = escape(lines.join('\n')).replaceAll('```', "'''");
  return `\`\`\`${shorten(text, EVIDENCE_CHARS)}\`\`\``;
}

function link({ label, url }: AlertMessage['links'][number]): string {
  return `<${encodeURI(url).replaceAll('|', '%7C').replaceAll('>', '%3E')}|${escape(label)}>`;
}

export const slack: AlertChannelDefinition = { id: 'slack', channel: SlackChannel };
