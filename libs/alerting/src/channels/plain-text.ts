import type { AlertMessage } from '@app/contracts';
import { shorten } from '../text/clean-text.js';
import { footer, summaryText } from './message-text.js';

/** An alert as plain text, the most important first, at most `limit` UTF-16 units. */
export function plainText(message: AlertMessage, limit: number): string {
  const { headline, whoMustAct, symptom, action, evidence, summary, links } = message;
  const parts = [
    headline,
    whoMustAct,
    symptom,
    action,
    evidence.join('\n'),
    summary && summaryText(summary),
    links.map(({ label, url }) => `${label}: ${encodeURI(url)}`).join('\n'),
    footer(message),
  ];
  return shorten(
    parts.filter((part) => part !== undefined && part.trim() !== '').join('\n\n'),
    limit,
  );
}
