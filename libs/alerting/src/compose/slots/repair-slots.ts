import type { DetectionRaised, EventMap } from '@app/contracts';
import type { Severity, Slots } from './slots.js';

/** A fix that is kept or failed is told by its heal; one that waits needs somebody. */
export function repairProposed(
  { jobId, filePath, outcome, message }: EventMap['repair.finished'],
  severity: Severity,
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

export function repairReverted(
  { jobId, filePath, outcome, message }: EventMap['repair.reverted'],
  severity: Severity,
  detection: DetectionRaised | undefined,
): Slots {
  return {
    kind: 'failure',
    severity,
    service: detection?.plan.target ?? filePath,
    headline: message,
    whoMustAct: `You: the error is back. Inspect: autoheal repairs show ${jobId}`,
    action: `CODEX_FIX_FILE ${filePath}: ${outcome === 'reverted' ? 'taken back' : 'left alone'}`,
  };
}
