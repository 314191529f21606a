import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EventName } from '@app/contracts';
import { NatsCluster, NatsServer } from '@app/fleet/testing';
import { FleetDatabase } from '@app/fleet-store/testing';
import { PostgresServer } from '@app/healing/testing';
import { overlappingHeals } from './harness/overlapping-heals.js';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(300_000);

const NAMES = ['web-1', 'web-2', 'web-3'];
const WITHIN = { withinMs: 120_000 };
/** What is kept by whom: the events on their way, and the turns of heals. */
const LEADS = ['AUTOHEAL_EVENTS', 'KV_autoheal_leases'];
const patterns = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    sources: [app]
    match: 'ERROR broken'
    maxStreak: 0
    target: app
    action: { type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', '0'])} }
    loop: { maxHeals: 50, windowSeconds: 60 }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`;

const withServers = NatsServer.isInstalled && PostgresServer.isInstalled ? describe : describe.skip;

withServers('watchdogs and APIs on a cluster of three NATS servers (and PostgreSQL)', () => {
  let nats: NatsCluster;
  let postgres: PostgresServer;
  let database: FleetDatabase;
  let apis: Platform[];
  let hosts: Platform[];

  beforeAll(async () => {
    [nats, postgres] = await Promise.all([NatsCluster.start(), PostgresServer.start({})]);
    postgres.createEmpty('fleet');
    database = new FleetDatabase(postgres.url('fleet'));
    const common = { FLEET_NATS_URL: nats.url, FLEET_NATS_REPLICAS: '3' };
    const store = { FLEET_DATABASE_URL: postgres.url('fleet') };
    apis = ['api-1', 'api-2'].map(
      (name) => new Platform({ ...common, ...store, FLEET_HOST: name }),
    );
    for (const api of apis) await api.serve();
    const limits = { FLEET_MAX_HEALING: '1', FLEET_WHEN_CUT: 'wait' };
    hosts = NAMES.map((name) => new Platform({ ...common, ...limits, FLEET_HOST: name }));
    for (const host of hosts) {
      host.patterns(patterns);
      await host.watch();
    }
  }, 180_000);
  afterAll(async () => {
    await database.close();
    for (const platform of [...hosts, ...apis]) await platform.dispose();
    await nats.dispose();
    await postgres.stop();
  }, 120_000);

  const breakAll = (): void => {
    for (const host of hosts) host.append('logs/app.log', 'ERROR broken\n');
  };
  const healed = async (count: number): Promise<void> => {
    for (const host of hosts) await host.event('incident.resolved', { count, ...WITHIN });
  };
  const told = () => hosts.flatMap((host) => host.events());
  const storedIds = async (): Promise<string[]> => {
    const db = await database.ready();
    const rows = await db.selectFrom('fleet_events').select('id').execute();
    return rows.map(({ id }) => id).sort();
  };
  /** How many of them the store has of each host. */
  const stored = async (name: EventName) => {
    const db = await database.ready();
    const rows = await db
      .selectFrom('fleet_events')
      .select('host')
      .where('name', '=', name)
      .execute();
    return NAMES.map((host) => rows.filter((row) => row.host === host).length);
  };

  it('detect and heal each trouble once, and have it stored once, though the leader is killed', async () => {
    breakAll();
    await healed(1);
    let rounds = 1;
    for (const stream of LEADS) {
      const leader = await nats.leaderOf(stream);
      breakAll();
      await hosts[1]?.event('detection.raised', { count: rounds + 1, ...WITHIN });
      await leader.end('SIGKILL');
      await healed((rounds += 1));
      breakAll();
      await healed((rounds += 1));
      await leader.start();
    }
    const ids = () =>
      told()
        .map(({ id }) => id)
        .sort();
    await until(
      'all events',
      async () => {
        const known = new Set(await storedIds());
        return ids().every((id) => known.has(id)) || undefined;
      },
      { ...WITHIN, describe: () => [...hosts, ...apis].map(({ output }) => output).join('\n') },
    );
    expect(await storedIds()).toEqual(ids());
    const once = NAMES.map(() => rounds);
    for (const name of ['detection.raised', 'heal.started', 'heal.verified'] as const)
      expect([name, await stored(name)]).toEqual([name, once]);
    expect(overlappingHeals(told())).toEqual([]);
  });
});
