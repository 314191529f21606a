import type { AnyDomainEvent, DomainEvent } from '@app/contracts';
import { healSpans } from './heal-spans.js';
import { type Span, spanId } from './span.js';

/** Told as moments of the incident, not as stretches of it. */
const MOMENTS = new Set<string>([
  'heal.skipped',
  'heal-loop.opened',
  'heal-loop.closed',
  'alert.raised',
  'alert.resolved',
]);

/**
 * An incident from its first line to its end, as spans, the root first.
 *
 * @param story its events, oldest first, the end among them
 */
export function incidentSpans(
  story: readonly AnyDomainEvent[],
  resolved: DomainEvent<'incident.resolved'>,
): readonly Span[] {
  const { correlationId, payload } = resolved;
  const detections = story.filter((event) => event.name === 'detection.raised');
  const [first] = detections;
  const endMs = Date.parse(resolved.occurredAt);
  const startMs = first ? firstSign(first) : endMs - payload.downtimeMs;
  const root: Span = {
    id: spanId(correlationId),
    parentId: null,
    name: 'incident',
    startMs,
    endMs,
    failed: payload.by !== 'verified' && payload.heals > 0,
    attributes: {
      'autoheal.incident': correlationId,
      'autoheal.target': payload.target,
      'autoheal.key': payload.key,
      'autoheal.ended_by': payload.by,
      'autoheal.heals': payload.heals,
      'autoheal.detections': payload.detections,
    },
    events: story
      .filter(({ name }) => MOMENTS.has(name))
      .map(({ name, occurredAt }) => ({ name, atMs: Date.parse(occurredAt) })),
  };
  return [root, ...(first ? [detectSpan(root, first)] : []), ...healSpans(root, story)];
}

function detectSpan(
  root: Span,
  { id, occurredAt, payload }: DomainEvent<'detection.raised'>,
): Span {
  const { trigger, occurrences, streak } = payload;
  return {
    id: spanId(root.id, id),
    parentId: root.id,
    name: 'detect',
    startMs: root.startMs,
    endMs: Date.parse(occurredAt),
    failed: false,
    attributes: {
      'autoheal.trigger.kind': trigger.kind,
      'autoheal.trigger.id': trigger.id,
      'autoheal.occurrences': occurrences,
      'autoheal.streak': streak.length,
    },
    events: [],
  };
}

/** When the oldest line of the evidence was written; a line's own clock may be ahead of ours. */
function firstSign({ occurredAt, payload }: DomainEvent<'detection.raised'>): number {
  const times = payload.evidence.records.map(({ at }) => Date.parse(at));
  return Math.min(Date.parse(occurredAt), ...times.filter(Number.isFinite));
}
