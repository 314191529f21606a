import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AnyDomainEvent, DomainEvent, EventMap, EventName } from '@app/contracts';
import { hostname } from 'node:os';
import { newId } from './new-id.js';

/** What an event comes from: the event that caused it, or just the incident it belongs to. */
export type Cause = AnyDomainEvent | { readonly correlationId: string } | undefined;

@Injectable()
export class EventFactory {
  private readonly host = hostname();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Makes an event without storing it: for a store that writes it together with a row. */
  create<N extends EventName>(
    name: N,
    payload: EventMap[N],
    cause?: Cause,
  ): DomainEvent<N> & AnyDomainEvent {
    const id = newId();
    const event: DomainEvent<N> = {
      id,
      name,
      correlationId: cause?.correlationId ?? id,
      causationId: cause && 'id' in cause ? cause.id : null,
      occurredAt: new Date(this.clock.now()).toISOString(),
      host: this.host,
      payload,
    };
    // A DomainEvent<N> is a member of the union for every N; the compiler cannot see that for an open N.
    return event as DomainEvent<N> & AnyDomainEvent;
  }
}
