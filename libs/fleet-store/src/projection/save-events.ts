import type { FleetEvent } from '@app/fleet';
import { sql, type Transaction } from 'kysely';
import type { FleetSchema } from '../fleet-schema.js';
import { eventRow } from './event-row.js';
import { healRow } from './heal-row.js';
import { incidentRow } from './incident-row.js';
import { newestById } from './newest-by-id.js';

export async function saveEvents(db: Transaction<FleetSchema>, events: readonly FleetEvent[]) {
  // In the order in which they came, which readers see. Writers take turns, so the order of locks does not matter.
  const rows = new Map(events.map((event) => [event.event.id, eventRow(event)]));
  if (rows.size === 0) return;
  await db
    .insertInto('fleet_events')
    .values([...rows.values()])
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function saveHeals(db: Transaction<FleetSchema>, events: readonly FleetEvent[]) {
  const rows = newestById(events.map(healRow));
  if (rows.length === 0) return;
  await db
    .insertInto('fleet_heals')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((row) => ({
          status: row.ref('excluded.status'),
          changed_at: row.ref('excluded.changed_at'),
          sequence: row.ref('excluded.sequence'),
        }))
        .whereRef('fleet_heals.sequence', '<', 'excluded.sequence'),
    )
    .execute();
}

/** Events of an incident may come in any order: it opened with the first, and stands as the last said. */
export async function saveIncidents(db: Transaction<FleetSchema>, events: readonly FleetEvent[]) {
  const rows = newestById(events.map(incidentRow), (older, newer) => ({
    ...newer,
    opened_at: older.opened_at,
  }));
  if (rows.length === 0) return;
  const isNewer = sql<boolean>`fleet_incidents.sequence < excluded.sequence`;
  const newer = <T>(column: string) =>
    sql<T>`case when ${isNewer} then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`fleet_incidents.${column}`)} end`;
  await db
    .insertInto('fleet_incidents')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        status: newer<'open' | 'resolved'>('status'),
        changed_at: newer<string>('changed_at'),
        sequence: newer<number>('sequence'),
        opened_at: sql<string>`least(fleet_incidents.opened_at, excluded.opened_at)`,
      }),
    )
    .execute();
}
