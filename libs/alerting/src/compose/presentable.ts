import type { AlertMessage, ErrorSummary } from '@app/contracts';
import type { Redactor } from '@app/redaction';
import { cleanText, shorten } from '../text/clean-text.js';

const LINE_CHARS = 500;
const SLOT_CHARS = 1_000;
const NAME_CHARS = 200;

/** The message with every text redacted, cleaned and bounded: safe to store, log and send. */
export async function presentable(
  message: AlertMessage,
  redactor: Redactor,
): Promise<AlertMessage> {
  // Bounded before it is searched for secrets, with room for what the mask takes away.
  const safe = async (text: string, limit: number): Promise<string> =>
    shorten(cleanText(await redactor.redact(text.slice(0, limit * 4))), limit);
  const [service, headline, whoMustAct, symptom, action, evidence] = await Promise.all([
    safe(message.service, NAME_CHARS),
    safe(message.headline, SLOT_CHARS),
    safe(message.whoMustAct, SLOT_CHARS),
    message.symptom === undefined ? undefined : safe(message.symptom, SLOT_CHARS),
    message.action === undefined ? undefined : safe(message.action, SLOT_CHARS),
    Promise.all(message.evidence.map((line) => safe(line, LINE_CHARS))),
  ]);
  return {
    ...message,
    service,
    headline,
    whoMustAct,
    evidence,
    ...(symptom === undefined ? {} : { symptom }),
    ...(action === undefined ? {} : { action }),
    ...(message.summary ? { summary: presentableSummary(message.summary) } : {}),
  };
}

/** What was asked for redacted lines holds no secret; its form is up to whoever wrote it. */
export function presentableSummary(summary: ErrorSummary): ErrorSummary {
  const safe = (text: string): string => shorten(cleanText(text), LINE_CHARS);
  return {
    summary: shorten(cleanText(summary.summary), SLOT_CHARS),
    rootCauses: summary.rootCauses.map(safe),
    filesToInvestigate: summary.filesToInvestigate.map(safe),
    source: summary.source,
  };
}
