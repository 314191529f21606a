import type { AnyDomainEvent, DetectionRaised, IncidentResolved } from '@app/contracts';

export const INCIDENT_STORE = Symbol('IncidentStore');

/** One trouble from its first detection to its end. Times ISO 8601, UTC. */
export interface Incident {
  readonly id: string;
  readonly key: string;
  readonly target: string;
  readonly title: string;
  readonly status: 'open' | 'resolved';
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly detections: number;
  readonly heals: number;
  readonly suppressed: number;
  /** When a detection was passed over because another heal had its target; absent once that is decided anew. */
  readonly missedAt?: string | undefined;
  /** The newest. */
  readonly detection: DetectionRaised;
}

export interface IncidentStore {
  find(id: string): Promise<Incident | undefined>;
  /** Oldest first. */
  open(): Promise<readonly Incident[]>;
  countSuppressed(id: string, occurrences: number): Promise<void>;
  /** Remembers that a detection was passed over for another heal; undefined forgets it. */
  setMissed(id: string, at: string | undefined): Promise<void>;
  /**
   * Ends an open incident and stores the event with it.
   *
   * @returns false, and stores nothing, when it is not open
   */
  resolve(
    id: string,
    by: IncidentResolved['by'],
    at: string,
    event: AnyDomainEvent,
  ): Promise<boolean>;
}
