import type { AnyDomainEvent } from '@app/contracts';
import type { Selectable } from 'kysely';
import type { Database } from '../database.js';
import type { EventsTable } from '../tables/schema.js';

/** Stores an event as undelivered, on its own or inside a transaction; an id that is there already stays as it is. */
export async function insertEvent(db: Database, event: AnyDomainEvent): Promise<void> {
  await db
    .insertInto('events')
    .values({
      id: event.id,
      name: event.name,
      correlation_id: event.correlationId,
      causation_id: event.causationId,
      occurred_at: event.occurredAt,
      host: event.host,
      payload: JSON.stringify(event.payload),
      delivered_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export function toEvent(row: Selectable<EventsTable>): AnyDomainEvent {
  return {
    id: row.id,
    name: row.name,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    occurredAt: row.occurred_at,
    host: row.host,
    payload: JSON.parse(row.payload) as unknown,
  } as AnyDomainEvent;
}
