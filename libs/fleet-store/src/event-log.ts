import type { AnyDomainEvent } from '@app/contracts';
import type { PlacedEvent } from '@app/fleet';
import type { Kysely, Selectable } from 'kysely';
import type { FleetEventsTable, FleetSchema } from './fleet-schema.js';

type Db = Kysely<FleetSchema>;

export async function newestPosition(db: Db): Promise<number> {
  const row = await db
    .selectFrom('fleet_events')
    .select((events) => events.fn.max('position').as('newest'))
    .executeTakeFirst();
  return Number(row?.newest ?? 0);
}

export async function eventsAfter(
  db: Db,
  position: number,
  limit: number,
): Promise<readonly PlacedEvent[]> {
  const rows = await db
    .selectFrom('fleet_events')
    .selectAll()
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(placed);
}

function placed(row: Selectable<FleetEventsTable>): PlacedEvent {
  const event = {
    id: row.id,
    name: row.name,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    occurredAt: row.occurred_at,
    host: row.host,
    payload: JSON.parse(row.payload) as unknown,
  } as AnyDomainEvent;
  return { position: Number(row.position), host: row.host, sequence: Number(row.sequence), event };
}
