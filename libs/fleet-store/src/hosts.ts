import type { FleetHost, HostReport } from '@app/fleet';
import type { Kysely } from 'kysely';
import type { FleetSchema } from './fleet-schema.js';

type Db = Kysely<FleetSchema>;

const CLAIM_MS = 60_000;

export async function saveHosts(db: Db, hosts: readonly FleetHost[]): Promise<void> {
  const newest = new Map<string, FleetHost>();
  for (const host of hosts) {
    const known = newest.get(host.host);
    if (!known || known.seenAt < host.seenAt) newest.set(host.host, host);
  }
  if (newest.size === 0) return;
  await db
    .insertInto('fleet_hosts')
    .values([...newest.values()].sort((a, b) => (a.host < b.host ? -1 : 1)).map(toRow))
    .onConflict((conflict) =>
      conflict
        .column('host')
        .doUpdateSet((row) => ({
          state: row.ref('excluded.state'),
          seen_at: row.ref('excluded.seen_at'),
          report: row.ref('excluded.report'),
        }))
        .whereRef('fleet_hosts.seen_at', '<', 'excluded.seen_at'),
    )
    .execute();
}

export async function listHosts(db: Db): Promise<readonly FleetHost[]> {
  return toHosts(await db.selectFrom('fleet_hosts').selectAll().orderBy('host').execute());
}

export async function claimSilent(
  db: Db,
  before: string,
  now: string,
): Promise<readonly FleetHost[]> {
  const expired = new Date(Date.parse(now) - CLAIM_MS).toISOString();
  const rows = await db
    .updateTable('fleet_hosts')
    .set({ claimed_at: now })
    .where('state', '=', 'running')
    .where('silence_told', '=', false)
    .where('seen_at', '<', before)
    .where((at) => at.or([at('claimed_at', 'is', null), at('claimed_at', '<', expired)]))
    .returning(['seen_at', 'report'])
    .execute();
  return toHosts(rows);
}

export async function silenceTold(db: Db, host: string): Promise<void> {
  await db
    .updateTable('fleet_hosts')
    .set({ silence_told: true })
    .where('host', '=', host)
    .execute();
}

export async function claimReturned(db: Db, since: string): Promise<readonly FleetHost[]> {
  const rows = await db
    .updateTable('fleet_hosts')
    .set({ silence_told: false, claimed_at: null })
    .where('silence_told', '=', true)
    .where('seen_at', '>=', since)
    .returning(['seen_at', 'report'])
    .execute();
  return toHosts(rows);
}

function toRow({ seenAt, ...report }: FleetHost) {
  return {
    host: report.host,
    state: report.state,
    seen_at: seenAt,
    report: JSON.stringify(report),
  };
}

function toHosts(
  rows: readonly { readonly seen_at: string; readonly report: string }[],
): FleetHost[] {
  return rows.map((row) => ({ ...(JSON.parse(row.report) as HostReport), seenAt: row.seen_at }));
}
