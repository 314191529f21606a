import type { AlertMessage, AnyDomainEvent, DetectionRaised } from '@app/contracts';
import { slotsOf } from './slots/slots-of.js';

/** What the message rests on beside its event. */
export interface AlertContext {
  /** The newest detection of the incident; undefined where a person asked for the heal. */
  readonly detection: DetectionRaised | undefined;
}

const MOST_EVIDENCE = 10;

/**
 * What people are told of an event; undefined where it tells them nothing that they need. Pure.
 *
 * The text is raw: redact and clean it before it goes anywhere.
 */
export function composeAlert(
  event: AnyDomainEvent,
  { detection }: AlertContext,
): AlertMessage | undefined {
  const slots = slotsOf(event, detection);
  if (!slots) return undefined;
  const symptom = slots.symptom ?? (detection && symptomOf(detection));
  return {
    ...slots,
    ...(detection ? { pattern: detection.trigger.id } : {}),
    ...(symptom === undefined ? {} : { symptom }),
    evidence: (detection?.evidence.records ?? [])
      .flatMap(({ text }) => text.split('\n'))
      .slice(-MOST_EVIDENCE),
    links:
      detection?.plan.runbook === undefined
        ? []
        : [{ label: 'Runbook', url: detection.plan.runbook }],
    host: event.host,
    incidentId: event.correlationId,
    at: event.occurredAt,
  };
}

function symptomOf({ title, streak, occurrences }: DetectionRaised): string {
  return `${title} (${String(streak.length)} in a row, ${String(streak.limit)} tolerated${occurrences > 1 ? `, ${String(occurrences)} times` : ''})`;
}
