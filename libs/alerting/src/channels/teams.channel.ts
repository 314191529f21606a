import { Inject, Injectable } from '@nestjs/common';
import type { AlertMessage } from '@app/contracts';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { postWebhook } from '../http/post-webhook.js';
import { shorten } from '../text/clean-text.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';
import { footer, summaryText } from './message-text.js';

/** A card may hold 28 KB in all; these leave room for four bytes a character. */
const HEADLINE_CHARS = 300;
const BLOCK_CHARS = 1_000;
const EVIDENCE_CHARS = 2_000;

/** Microsoft Teams by a workflow's webhook, as an adaptive card. */
@Injectable()
export class TeamsChannel implements AlertChannel {
  readonly id = 'teams';
  readonly variable = 'TEAMS_WEBHOOK_URL';
  /** Teams throttles at four requests a second. */
  readonly pauseMs = 500;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.teamsWebhookUrl !== undefined;
  }

  get address(): string {
    return this.settings.teamsWebhookUrl ?? '';
  }

  render(message: AlertMessage): unknown {
    const content = {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.4',
      body: body(message),
      actions: message.links
        .filter(({ url }) => /^https?:/i.test(url))
        .map(({ label, url }) => ({
          type: 'Action.OpenUrl',
          title: shorten(label, 50),
          url: encodeURI(url),
        })),
    };
    return {
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
    };
  }

  send(message: AlertMessage, { signal }: SendContext): Promise<DeliveryOutcome> {
    return postWebhook(this.address, this.render(message), signal);
  }
}

function body(message: AlertMessage): unknown[] {
  const { headline, whoMustAct, symptom, action, evidence, summary } = message;
  return [
    ...block(headline, HEADLINE_CHARS, { weight: 'Bolder', size: 'Medium' }),
    ...block(whoMustAct, BLOCK_CHARS, { weight: 'Bolder' }),
    ...block(symptom, BLOCK_CHARS),
    ...block(action, BLOCK_CHARS),
    ...block(evidence.join('\n'), EVIDENCE_CHARS, { fontType: 'Monospace' }),
    ...block(summary && summaryText(summary), EVIDENCE_CHARS),
    ...block(footer(message), HEADLINE_CHARS, { isSubtle: true, size: 'Small' }),
  ];
}

function block(text: string | undefined, limit: number, style: object = {}): unknown[] {
  return text === undefined || text.trim() === ''
    ? []
    : [{ type: 'TextBlock', text: literal(shorten(text, limit)), wrap: true, ...style }];
}

/** A text block understands some markdown, and `<at>` names somebody. */
function literal(text: string): string {
  return text
    .replace(/[\\*_[\]()`#~]/g, (character) => `\\${character}`)
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('\n', '\n\n');
}

export const teams: AlertChannelDefinition = { id: 'teams', channel: TeamsChannel };
