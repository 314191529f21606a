import type { Heal } from '@app/healing';
import type { HealRecord, HealSummary } from '@app/read-model';

/** @param record a heal as its store wrote it */
export function toHealRecord(record: string): HealRecord {
  const heal = JSON.parse(record) as Heal;
  const { detection } = heal;
  return {
    summary: toSummary(heal),
    detected: detection && { title: detection.title, at: detection.lastSeenAt },
    expiresAt: heal.expiresAt,
  };
}

export function toHealSummary(record: string): HealSummary {
  return toSummary(JSON.parse(record) as Heal);
}

function toSummary(heal: Heal): HealSummary {
  const { startedAt, finishedAt } = heal;
  return {
    id: heal.id,
    incidentId: heal.incidentId,
    service: heal.target,
    action: heal.action,
    status: heal.status,
    attempt: heal.attempt,
    maxAttempts: heal.maxAttempts,
    requestedBy: heal.requestedBy,
    reason: heal.reason,
    requestedAt: heal.requestedAt,
    startedAt,
    finishedAt,
    verifiedAt: heal.verifiedAt,
    durationMs:
      startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : undefined,
    outcome: heal.result,
  };
}
