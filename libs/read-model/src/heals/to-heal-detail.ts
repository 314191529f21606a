import type { AlertSummary } from '../alerts/alert-view.js';
import type { SequencedEvent } from '../story/story-reader.js';
import { HealEvents } from './heal-events.js';
import type { HealRecord } from './heal-reader.js';
import { healSteps } from './heal-steps.js';
import type { HealDetail } from './heal-view.js';

/** @param story and alerts of the heal's incident. Not redacted */
export function toHealDetail(
  record: HealRecord,
  story: readonly SequencedEvent[],
  alerts: readonly AlertSummary[],
): HealDetail {
  const events = new HealEvents(
    record.summary.id,
    story.map(({ event }) => event),
  );
  const repair = events.repair()?.payload;
  return {
    ...record.summary,
    steps: healSteps(record, events, alerts),
    output: events.output(),
    diff: repair?.diff === '' ? undefined : repair?.diff,
    repairJobId: repair?.jobId,
    expiresAt: record.expiresAt,
  };
}
