import type { DomainEvent } from '@app/contracts';

/** A line's own time is believed when the line came at most this much later; a wrong time zone is off by more. */
const BELIEVABLE_LAG_MS = 60_000;

/** When the trouble behind a detection happened, in milliseconds since the epoch. */
export function triggerTime({ occurredAt, payload }: DomainEvent<'detection.raised'>): number {
  const raisedAt = Date.parse(occurredAt);
  const happenedAt = Date.parse(payload.lastSeenAt);
  const lag = raisedAt - happenedAt;
  return lag >= 0 && lag <= BELIEVABLE_LAG_MS ? happenedAt : raisedAt;
}
