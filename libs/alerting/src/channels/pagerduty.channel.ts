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

const SUMMARY_CHARS = 1_024;
const DETAIL_CHARS = 4_000;
const KEY_CHARS = 255;
const needNobody: ReadonlySet<AlertMessage['kind']> = new Set(['start', 'success', 'summary']);

/**
 * PagerDuty by its Events API v2. An incident of ours is one of theirs: `dedup_key` makes a repeated
 * event none, and a recovery resolves it. What needs nobody (a start, a success) is no event there.
 */
@Injectable()
export class PagerDutyChannel implements AlertChannel {
  readonly id = 'pagerduty';
  readonly variable = 'PAGERDUTY_ROUTING_KEY';
  readonly pauseMs = 500;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.pagerDuty !== undefined;
  }

  get address(): string {
    const { pagerDuty } = this.settings;
    return pagerDuty ? `${pagerDuty.url}#${pagerDuty.routingKey}` : '';
  }

  render(message: AlertMessage): unknown {
    const common = {
      routing_key: this.settings.pagerDuty?.routingKey ?? '',
      dedup_key: shorten(`autoheal-${message.incidentId}`, KEY_CHARS),
    };
    if (message.kind === 'recovery') return { ...common, event_action: 'resolve' };
    return {
      ...common,
      event_action: 'trigger',
      client: 'Zion Auto-Heal',
      payload: {
        summary: shorten(message.headline, SUMMARY_CHARS),
        source: message.host,
        severity: message.severity,
        timestamp: message.at,
        component: message.service,
        ...(message.pattern === undefined ? {} : { class: message.pattern }),
        custom_details: details(message),
      },
      links: message.links.map(({ label, url }) => ({ text: label, href: encodeURI(url) })),
    };
  }

  async send(message: AlertMessage, { signal }: SendContext): Promise<DeliveryOutcome> {
    if (needNobody.has(message.kind)) return { ok: true };
    const url = this.settings.pagerDuty?.url ?? '';
    return postWebhook(url, this.render(message), signal);
  }
}

function details(message: AlertMessage): Record<string, string> {
  const { whoMustAct, symptom, action, evidence, summary } = message;
  const all = {
    'who must act': whoMustAct,
    what: symptom,
    action,
    evidence: evidence.join('\n'),
    summary: summary && summaryText(summary),
    alert: footer(message),
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, text]) =>
      text === undefined || text === '' ? [] : [[name, shorten(text, DETAIL_CHARS)]],
    ),
  );
}

export const pagerduty: AlertChannelDefinition = { id: 'pagerduty', channel: PagerDutyChannel };
