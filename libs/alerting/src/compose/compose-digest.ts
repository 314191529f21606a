import { type AlertMessage, severities } from '@app/contracts';

const MOST_LINES = 10;
const NOBODY = 'No action needed.';

/** Several alerts as one message: a line each, oldest first, and whoever must act for any of them. */
export function composeDigest(messages: readonly AlertMessage[]): AlertMessage {
  const worst = messages.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const newest = messages.at(-1) ?? worst;
  const lines = messages.map(({ at, headline }) => `${at.slice(11, 16)} ${headline}`);
  const hidden = lines.length - MOST_LINES;
  const services = [...new Set(messages.map(({ service }) => service))];
  return {
    kind: worst.kind,
    severity: worst.severity,
    service: services.join(', '),
    headline: `${String(messages.length)} alerts: ${services.join(', ')}. ${newest.headline}`,
    whoMustAct: demands(messages),
    symptom: [
      ...lines.slice(-MOST_LINES),
      ...(hidden > 0 ? [`and ${String(hidden)} before`] : []),
    ].join('\n'),
    evidence: worst.evidence,
    ...(worst.summary ? { summary: worst.summary } : {}),
    links: worst.links,
    host: newest.host,
    incidentId: newest.incidentId,
    at: newest.at,
  };
}

function rank({ severity }: AlertMessage): number {
  return severities.indexOf(severity);
}

function demands(messages: readonly AlertMessage[]): string {
  const asked = messages.map(({ whoMustAct }) => whoMustAct).filter((who) => who !== NOBODY);
  return asked.length === 0 ? NOBODY : [...new Set(asked)].join('\n');
}
