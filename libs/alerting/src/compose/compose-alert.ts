import type {
  AlertMessage,
  AnyDomainEvent,
  DetectionRaised,
  HealReference,
  RepairFinished,
} from '@app/contracts';

/** What the message rests on beside its event. */
export interface AlertContext {
  /** The newest detection of the incident; undefined where a person asked for the heal. */
  readonly detection: DetectionRaised | undefined;
}

type Slots = Pick<AlertMessage, 'kind' | 'severity' | 'service' | 'headline' | 'whoMustAct'> &
  Partial<Pick<AlertMessage, 'symptom' | 'action'>>;

const NOBODY = 'No action needed.';
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

function slotsOf(event: AnyDomainEvent, detection: DetectionRaised | undefined): Slots | undefined {
  const severity = detection?.severity ?? 'error';
  switch (event.name) {
    case 'heal.started': {
      const { target, action, attempt, maxAttempts } = event.payload;
      return {
        kind: 'start',
        severity,
        service: target,
        headline: `${target}: healing (${String(attempt)}/${String(maxAttempts)}): ${action.type}.`,
        whoMustAct: NOBODY,
      };
    }
    case 'heal.verified': {
      const { target, action, downtimeMs } = event.payload;
      return {
        kind: 'success',
        severity: 'info',
        service: target,
        headline: `${target} recovered in ${seconds(downtimeMs)} after ${action.type}.`,
        whoMustAct: NOBODY,
        action: actionLine(event.payload, 'verified'),
      };
    }
    case 'heal.failed': {
      const { target, message } = event.payload;
      return {
        kind: 'failure',
        severity,
        service: target,
        headline: `${target}: ${event.payload.action.type} failed: ${message}`,
        whoMustAct: afterFailure(event.payload),
        action: actionLine(event.payload, 'failed'),
      };
    }
    case 'heal.ineffective': {
      const { target, message } = event.payload;
      return {
        kind: 'failure',
        severity,
        service: target,
        headline: `${target}: ${event.payload.action.type} did not help. ${message}`,
        whoMustAct: afterFailure(event.payload),
        action: actionLine(event.payload, 'ineffective'),
      };
    }
    case 'heal.approval-required': {
      const { target, healId, expiresAt } = event.payload;
      return {
        kind: 'approval',
        severity,
        service: target,
        headline: `${target}: ${event.payload.action.type} waits for approval.`,
        whoMustAct: `You, until ${expiresAt}: autoheal heals approve ${healId}`,
      };
    }
    case 'heal-loop.opened': {
      const { target, heals, windowSeconds, actionType } = event.payload;
      return {
        kind: 'loop',
        severity: 'critical',
        service: target,
        headline: `${target}: ${String(heals)} heals in ${minutes(windowSeconds)} did not help. Automation STOPPED.`,
        whoMustAct: `You: inspect, then: autoheal loop reset ${target}`,
        action: `${actionType} ${target}: paused until ${event.payload.retryAt}, then one trial`,
      };
    }
    case 'heal.skipped':
      return skippedSlots(event.payload, severity);
    case 'incident.resolved': {
      const { target, title, downtimeMs, heals, detections } = event.payload;
      return {
        kind: 'recovery',
        severity: 'info',
        service: target,
        headline: `${target}: resolved: ${title}.`,
        whoMustAct: NOBODY,
        symptom: `Down for ${seconds(downtimeMs)}, ${String(heals)} heal(s), ${String(detections)} detection(s).`,
      };
    }
    case 'repair.finished':
      return proposedSlots(event.payload, severity);
    case 'repair.reverted': {
      const { jobId, filePath, outcome, message } = event.payload;
      return {
        kind: 'failure',
        severity,
        service: detection?.plan.target ?? filePath,
        headline: message,
        whoMustAct: `You: the error is back. Inspect: autoheal repairs show ${jobId}`,
        action: `CODEX_FIX_FILE ${filePath}: ${outcome === 'reverted' ? 'taken back' : 'left alone'}`,
      };
    }
    case 'config.rejected':
      return {
        kind: 'notice',
        severity: 'warning',
        service: 'zion-autoheal',
        headline: 'A changed configuration has problems; the last good one stays in force.',
        whoMustAct: `You: correct ${event.payload.path}, then: autoheal config validate`,
        symptom: event.payload.problems.slice(0, MOST_EVIDENCE).join('\n'),
      };
    default:
      return undefined;
  }
}

/** A fix that is kept or failed is told by its heal; one that waits needs somebody. */
function proposedSlots(
  { jobId, filePath, outcome, message }: RepairFinished,
  severity: AlertMessage['severity'],
): Slots | undefined {
  if (outcome !== 'proposed') return undefined;
  return {
    kind: 'approval',
    severity,
    service: filePath ?? 'zion-autoheal',
    headline: `A code fix${filePath === null ? '' : ` of ${filePath}`} waits for approval.`,
    whoMustAct: `You: look at it: autoheal repairs show ${jobId}`,
    action: message,
  };
}

/** Of what is not done, people hear where nothing else will tell them of the trouble. */
function skippedSlots(
  { reason, target, detail }: Extract<AnyDomainEvent, { name: 'heal.skipped' }>['payload'],
  severity: AlertMessage['severity'],
): Slots | undefined {
  if (reason !== 'shadow' && reason !== 'no-action' && reason !== 'dev-mode') return undefined;
  return {
    kind: 'detected',
    severity,
    service: target,
    headline: `${target}: trouble detected; nothing is done about it.`,
    whoMustAct: `You: ${detail}`,
  };
}

function symptomOf({ title, streak, occurrences }: DetectionRaised): string {
  return `${title} (${String(streak.length)} in a row, ${String(streak.limit)} tolerated${occurrences > 1 ? `, ${String(occurrences)} times` : ''})`;
}

/** Nothing but a person repeats what a person asked for. */
function afterFailure({ key, healId }: HealReference): string {
  return key.startsWith('manual:')
    ? `You: nothing follows by itself. Inspect: autoheal heals show ${healId}`
    : 'Watch it: the next try follows by itself, if the budget allows.';
}

function actionLine(
  { action, target, attempt, maxAttempts }: HealReference,
  result: string,
): string {
  return `${action.type} ${target} (${String(attempt)} of ${String(maxAttempts)}): ${result}`;
}

function seconds(ms: number): string {
  return `${String(Math.max(1, Math.round(ms / 1_000)))} s`;
}

function minutes(windowSeconds: number): string {
  return windowSeconds < 120
    ? `${String(windowSeconds)} s`
    : `${String(Math.round(windowSeconds / 60))} min`;
}
