import type { FleetEvent, FleetHost, FleetStore } from '@app/fleet';
import { sql, type Transaction } from 'kysely';
import type { FleetDatabase } from './fleet-database.js';
import type { FleetSchema } from './fleet-schema.js';
import { eventRow } from './projection/event-row.js';
import { healRow } from './projection/heal-row.js';
import { incidentRow } from './projection/incident-row.js';
import { claimReturned, claimSilent, listHosts, saveHosts, silenceTold } from './hosts.js';
import { newestById } from './projection/newest-by-id.js';

/** Takes the fleet's events into PostgreSQL; the same event any number of times. */
export class PostgresFleetStore implements FleetStore {
  constructor(private readonly database: FleetDatabase) {}

  async project(events: readonly FleetEvent[]): Promise<void> {
    const db = await this.database.ready();
    await db.transaction().execute(async (transaction) => {
      await saveEvents(transaction, events);
      await saveHeals(transaction, events);
      await saveIncidents(transaction, events);
    });
  }

  async seen(hosts: readonly FleetHost[]): Promise<void> {
    await saveHosts(await this.database.ready(), hosts);
  }

  async hosts(): Promise<readonly FleetHost[]> {
    return listHosts(await this.database.ready());
  }

  async claimSilent(before: string, now: string): Promise<readonly FleetHost[]> {
    return claimSilent(await this.database.ready(), before, now);
  }

  async silenceTold(host: string): Promise<void> {
    await silenceTold(await this.database.ready(), host);
  }

  async claimReturned(since: string): Promise<readonly FleetHost[]> {
    return claimReturned(await this.database.ready(), since);
  }
}

async function saveEvents(db: Transaction<FleetSchema>, events: readonly FleetEvent[]) {
  const rows = newestById(events.map(eventRow));
  if (rows.length === 0) return;
  await db
    .insertInto('fleet_events')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function saveHeals(db: Transaction<FleetSchema>, events: readonly FleetEvent[]) {
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
async function saveIncidents(db: Transaction<FleetSchema>, events: readonly FleetEvent[]) {
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
