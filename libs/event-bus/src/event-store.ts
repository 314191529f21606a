import type { AnyDomainEvent } from '@app/contracts';

export const EVENT_STORE = Symbol('EventStore');

/** An event with its place in the order of the store; numbers grow, with gaps. */
export interface StoredEvent {
  readonly sequence: number;
  readonly event: AnyDomainEvent;
}

/** Keeps every event, and knows which ones no watchdog has handled yet. */
export interface EventStore {
  /** Stores the event as undelivered. Storing an id again changes nothing. */
  append(event: AnyDomainEvent): Promise<void>;
  /** The oldest undelivered events, oldest first. */
  undelivered(limit: number): Promise<readonly AnyDomainEvent[]>;
  markDelivered(eventId: string): Promise<void>;
  /** Another number than last time when another process has written meanwhile; costs next to nothing. */
  revision(): Promise<number>;
  /** Events after a sequence number, oldest first; 0 starts at the beginning. */
  after(sequence: number, limit: number): Promise<readonly StoredEvent[]>;
  /** All events of one incident, oldest first. */
  story(correlationId: string): Promise<readonly AnyDomainEvent[]>;
}
