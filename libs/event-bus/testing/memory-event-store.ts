import type { AnyDomainEvent, DomainEvent, EventName } from '@app/contracts';
import type { EventStore, StoredEvent } from '../src/event-store.js';

export class MemoryEventStore implements EventStore {
  readonly events: AnyDomainEvent[] = [];
  readonly delivered = new Set<string>();

  append(event: AnyDomainEvent): Promise<void> {
    if (!this.events.some(({ id }) => id === event.id)) this.events.push(event);
    return Promise.resolve();
  }

  undelivered(limit: number): Promise<readonly AnyDomainEvent[]> {
    return Promise.resolve(this.events.filter(({ id }) => !this.delivered.has(id)).slice(0, limit));
  }

  markDelivered(eventId: string): Promise<void> {
    this.delivered.add(eventId);
    return Promise.resolve();
  }

  revision(): Promise<number> {
    return Promise.resolve(this.events.length);
  }

  after(sequence: number, limit: number): Promise<readonly StoredEvent[]> {
    const stored = this.events.map((event, index) => ({ sequence: index + 1, event }));
    return Promise.resolve(stored.slice(sequence, sequence + limit));
  }

  story(correlationId: string): Promise<readonly AnyDomainEvent[]> {
    return Promise.resolve(this.events.filter((event) => event.correlationId === correlationId));
  }

  /** The events of one name, oldest first. */
  named<N extends EventName>(name: N): DomainEvent<N>[] {
    return this.events.filter(
      (event): event is AnyDomainEvent & DomainEvent<N> => event.name === name,
    );
  }
}
