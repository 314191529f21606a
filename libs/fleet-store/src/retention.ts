import type { Kysely } from 'kysely';
import type { FleetSchema } from './fleet-schema.js';

type Db = Kysely<FleetSchema>;

/** Forgotten in one step of each table, so that nobody waits long. */
const STEP = 2_000;

/** @returns how many rows are gone; fewer than there are to forget, where there are many */
export async function forgetBefore(db: Db, before: string): Promise<number> {
  const gone = [
    await forgetEvents(db, before),
    await forgetHeals(db, before),
    await forgetIncidents(db, before),
    await forgetCommands(db, before),
    await forgetHosts(db, before),
    await forgetRepairs(db, before),
    await forgetRepairActs(db, before),
  ];
  return gone.reduce((sum, rows) => sum + rows, 0);
}

/** Several instances may do this at once: each takes rows that no other has in hand. */
async function forgetEvents(db: Db, before: string): Promise<number> {
  const old = db
    .selectFrom('fleet_events')
    .select('id')
    .where('occurred_at', '<', before)
    .where((event) =>
      event.not(
        event.exists(
          event
            .selectFrom('fleet_incidents')
            .select('fleet_incidents.id')
            .whereRef('fleet_incidents.id', '=', 'fleet_events.correlation_id')
            .where((incident) =>
              incident.or([incident('status', '=', 'open'), incident('changed_at', '>=', before)]),
            ),
        ),
      ),
    )
    .limit(STEP)
    .forUpdate()
    .skipLocked();
  const result = await db.deleteFrom('fleet_events').where('id', 'in', old).executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function forgetHeals(db: Db, before: string): Promise<number> {
  const old = db
    .selectFrom('fleet_heals')
    .select('id')
    .where('changed_at', '<', before)
    .limit(STEP)
    .forUpdate()
    .skipLocked();
  const result = await db.deleteFrom('fleet_heals').where('id', 'in', old).executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function forgetIncidents(db: Db, before: string): Promise<number> {
  const old = db
    .selectFrom('fleet_incidents')
    .select('id')
    .where('status', '=', 'resolved')
    .where('changed_at', '<', before)
    .limit(STEP)
    .forUpdate()
    .skipLocked();
  const result = await db.deleteFrom('fleet_incidents').where('id', 'in', old).executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function forgetCommands(db: Db, before: string): Promise<number> {
  const old = db
    .selectFrom('fleet_commands')
    .select('id')
    .where('requested_at', '<', before)
    .limit(STEP)
    .forUpdate()
    .skipLocked();
  const result = await db.deleteFrom('fleet_commands').where('id', 'in', old).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** A host that was away for so long is no part of the fleet any more. */
async function forgetHosts(db: Db, before: string): Promise<number> {
  const result = await db
    .deleteFrom('fleet_hosts')
    .where('seen_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** One that nobody holds any more has no more to tell than one that is done. */
async function forgetRepairs(db: Db, before: string): Promise<number> {
  const result = await db
    .deleteFrom('fleet_repairs')
    .where('told_at', '<', new Date(before))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

async function forgetRepairActs(db: Db, before: string): Promise<number> {
  const result = await db
    .deleteFrom('fleet_repair_acts')
    .where('asked_at', '<', new Date(before))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
