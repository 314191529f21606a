import type { AnyDomainEvent } from '@app/contracts';

/** What a replay came to. */
export interface ReplaySummary {
  /** ISO 8601, UTC; undefined where nothing happened. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly detections: number;
  readonly heals: number;
  readonly verified: number;
  readonly ineffective: number;
  readonly failed: number;
  readonly skipped: number;
  readonly loopsOpened: number;
}

const counted = {
  detections: 'detection.raised',
  heals: 'heal.started',
  verified: 'heal.verified',
  ineffective: 'heal.ineffective',
  failed: 'heal.failed',
  skipped: 'heal.skipped',
  loopsOpened: 'heal-loop.opened',
} as const;

export function summarizeReplay(events: readonly AnyDomainEvent[]): ReplaySummary {
  const numbers = Object.entries(counted).map(([key, name]) => [
    key,
    events.filter((event) => event.name === name).length,
  ]);
  return {
    from: events.at(0)?.occurredAt,
    to: events.at(-1)?.occurredAt,
    ...(Object.fromEntries(numbers) as Record<keyof typeof counted, number>),
  };
}
