import { type Kysely, sql } from 'kysely';

/** Of the lock under which events get their places; any number that nothing else uses. */
const LOCK = 1_179_402_562;

/**
 * A place for each event in one order for the whole fleet, for readers that go on where they were.
 *
 * Whoever stores events holds a lock until they are to be seen, so that places become visible in their order:
 * who has read up to one has missed nothing before it. A trigger takes it, so that it also holds for an API of
 * a version that knows nothing of places.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('fleet_events')
    .addColumn('position', sql`bigserial`, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('fleet_events_by_position')
    .unique()
    .on('fleet_events')
    .column('position')
    .execute();
  await sql`create function fleet_events_in_order() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(${sql.lit(LOCK)});
      return null;
    end $$`.execute(db);
  await sql`create trigger fleet_events_in_order before insert on fleet_events
    for each statement execute function fleet_events_in_order()`.execute(db);
}
