import type { AnyDomainEvent } from '@app/contracts';

export const STORY_READER = Symbol('StoryReader');

export interface SequencedEvent {
  readonly sequence: number;
  readonly event: AnyDomainEvent;
}

/** The events of the platform, for people to read. Not redacted. */
export interface StoryReader {
  /** The newest thousand events of one incident, oldest first. */
  story(incidentId: string): Promise<readonly SequencedEvent[]>;
  /** Events after a sequence number, oldest first; 0 starts at the beginning. */
  after(sequence: number, limit: number): Promise<readonly SequencedEvent[]>;
  /** The highest sequence number; 0 when nothing has ever happened. */
  newest(): Promise<number>;
  /** When an event of this name last happened, ISO 8601, UTC; undefined when never. */
  lastAt(name: AnyDomainEvent['name']): Promise<string | undefined>;
}
