import type { AlertMessage } from '@app/contracts';
import { shorten } from '../text/clean-text.js';
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

/** An alert in Block Kit, with the text that notifications show. Within Slack's limits, whatever the text. */
export function slackMessage(message: AlertMessage): {
  readonly text: string;
  readonly blocks: unknown[];
} {
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
