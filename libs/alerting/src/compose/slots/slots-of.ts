import type { AnyDomainEvent, DetectionRaised } from '@app/contracts';
import { configRejected } from './config-slots.js';
import {
  healApproval,
  healFailed,
  healIneffective,
  healSkipped,
  healStarted,
  healVerified,
} from './heal-slots.js';
import { incidentResolved, loopOpened } from './incident-slots.js';
import { repairProposed, repairReverted } from './repair-slots.js';
import type { Slots } from './slots.js';

/** What an event tells people; undefined where it tells them nothing that they need. */
export function slotsOf(
  { name, payload }: AnyDomainEvent,
  detection: DetectionRaised | undefined,
): Slots | undefined {
  const severity = detection?.severity ?? 'error';
  switch (name) {
    case 'heal.started':
      return healStarted(payload, severity);
    case 'heal.verified':
      return healVerified(payload);
    case 'heal.failed':
      return healFailed(payload, severity);
    case 'heal.ineffective':
      return healIneffective(payload, severity);
    case 'heal.approval-required':
      return healApproval(payload, severity);
    case 'heal.skipped':
      return healSkipped(payload, severity);
    case 'heal-loop.opened':
      return loopOpened(payload);
    case 'incident.resolved':
      return incidentResolved(payload);
    case 'repair.finished':
      return repairProposed(payload, severity);
    case 'repair.reverted':
      return repairReverted(payload, severity, detection);
    case 'config.rejected':
      return configRejected(payload);
    default:
      return undefined;
  }
}
