import type { EventMap, HealReference } from '@app/contracts';
import { NOBODY, type Severity, type Slots } from './slots.js';
import { seconds } from './spans.js';

export function healStarted(
  { target, action, attempt, maxAttempts }: EventMap['heal.started'],
  severity: Severity,
): Slots {
  return {
    kind: 'start',
    severity,
    service: target,
    headline: `${target}: healing (${String(attempt)}/${String(maxAttempts)}): ${action.type}.`,
    whoMustAct: NOBODY,
  };
}

export function healVerified(heal: EventMap['heal.verified']): Slots {
  const { target, action, downtimeMs } = heal;
  return {
    kind: 'success',
    severity: 'info',
    service: target,
    headline: `${target} recovered in ${seconds(downtimeMs)} after ${action.type}.`,
    whoMustAct: NOBODY,
    action: actionLine(heal, 'verified'),
  };
}

export function healFailed(heal: EventMap['heal.failed'], severity: Severity): Slots {
  const { target, action, message } = heal;
  return {
    kind: 'failure',
    severity,
    service: target,
    headline: `${target}: ${action.type} failed: ${message}`,
    whoMustAct: afterFailure(heal),
    action: actionLine(heal, 'failed'),
  };
}

export function healIneffective(heal: EventMap['heal.ineffective'], severity: Severity): Slots {
  const { target, action, message } = heal;
  return {
    kind: 'failure',
    severity,
    service: target,
    headline: `${target}: ${action.type} did not help. ${message}`,
    whoMustAct: afterFailure(heal),
    action: actionLine(heal, 'ineffective'),
  };
}

export function healApproval(
  { target, action, healId, expiresAt }: EventMap['heal.approval-required'],
  severity: Severity,
): Slots {
  return {
    kind: 'approval',
    severity,
    service: target,
    headline: `${target}: ${action.type} waits for approval.`,
    whoMustAct: `You, until ${expiresAt}: autoheal heals approve ${healId}`,
  };
}

/** Of what is not done, people hear where nothing else will tell them of the trouble. */
export function healSkipped(
  { reason, target, detail }: EventMap['heal.skipped'],
  severity: Severity,
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
