import { sql } from 'kysely';
import type { Database } from '../database.js';
import type { LastValue, PlatformState } from '../metrics-reader.js';

const HOUR_MS = 3_600_000;
const UNFINISHED = ['awaiting-approval', 'requested', 'running', 'verifying'];

/** How things stand, in numbers. @param now milliseconds since the epoch */
export async function readPlatformState(db: Database, now: number): Promise<PlatformState> {
  return {
    ...(await singleNumbers(db, new Date(now).toISOString())),
    unfinishedHeals: await unfinishedHeals(db),
    deliveries: await deliveries(db),
    readBytes: await readBytes(db),
    lastValues: await lastValues(db, now - HOUR_MS),
  };
}

async function singleNumbers(db: Database, now: string) {
  const row = await db
    .selectNoFrom([
      sql<number>`(select count(*) from incidents where status = 'open')`.as('openIncidents'),
      sql<number>`(select count(*) from loop_guards
        where json_extract(state, '$.phase') <> 'closed')`.as('openLoops'),
      sql<string | null>`(select last_tick_at from watchdog_status)`.as('watchdogLastTickAt'),
      sql<number>`(select count(*) from repair_jobs where status <> 'done')`.as(
        'unfinishedRepairs',
      ),
      sql<number>`(select count(*) from pauses where until > ${now})`.as('pauses'),
      sql<number>`(select count(*) from events where delivered_at is null)`.as('undeliveredEvents'),
      sql<number>`(select coalesce(sum(bytes), 0) from gaps)`.as('lostBytes'),
    ])
    .executeTakeFirstOrThrow();
  return row;
}

async function unfinishedHeals(db: Database): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('heals')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .where('status', 'in', UNFINISHED)
    .groupBy('status')
    .execute();
  const counted = new Map(rows.map(({ status, count }) => [status, count]));
  return Object.fromEntries(UNFINISHED.map((status) => [status, counted.get(status) ?? 0]));
}

function deliveries(db: Database) {
  return db
    .selectFrom('deliveries')
    .select(({ fn }) => ['channel', 'status', fn.countAll<number>().as('count')])
    .groupBy(['channel', 'status'])
    .execute();
}

async function readBytes(db: Database): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('checkpoints')
    .select(({ fn }) => ['source_id', fn.sum<number>('bytes_read').as('bytes')])
    .groupBy('source_id')
    .execute();
  return Object.fromEntries(rows.map(({ source_id, bytes }) => [source_id, bytes]));
}

async function lastValues(db: Database, since: number): Promise<readonly LastValue[]> {
  const rows = await db
    .selectFrom('measurements')
    // Beside max(), SQLite takes the other columns from the row that has it.
    .select(({ fn }) => ['name', 'value', 'ok', fn.max('at').as('newest')])
    .where('at', '>=', since)
    .groupBy('name')
    .execute();
  return rows.map(({ name, value, ok }) => ({ name, value, ok: ok === 1 }));
}
