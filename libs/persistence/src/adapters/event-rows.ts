import type { AnyDomainEvent } from '@app/contracts';
import type { Database } from '../database.js';

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
