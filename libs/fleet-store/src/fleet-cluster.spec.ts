import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SystemClock } from '@app/clock';
import { eventually, FleetEngine, FleetHost, NatsCluster, NatsServer } from '@app/fleet/testing';
import { PostgresServer } from '@app/healing/testing';
import { FleetDatabase } from './fleet-database.js';
import { PostgresFleetStore } from './postgres-fleet-store.js';

jest.setTimeout(180_000);

const withServers = NatsServer.isInstalled && PostgresServer.isInstalled ? describe : describe.skip;
const EVENTS = 'AUTOHEAL_EVENTS';
const LEASES = 'KV_autoheal_leases';
const limits = { healsPerHour: undefined, whenCut: 'wait', leaseMs: 4_000 } as const;

withServers('a fleet on a cluster of three NATS servers (and PostgreSQL)', () => {
  let postgres: PostgresServer;
  let nats: NatsCluster;
  let database: FleetDatabase;
  let engines: FleetEngine[];

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => {
    Logger.overrideLogger(['log', 'warn', 'error']);
  });
  beforeEach(async () => {
    [postgres, nats] = await Promise.all([PostgresServer.start({}), NatsCluster.start()]);
    postgres.createEmpty('fleet');
    database = new FleetDatabase(postgres.url('fleet'));
    engines = [];
  }, 90_000);
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await database.close();
    await nats.dispose();
    await postgres.stop();
  }, 90_000);

  const host = (name: string): FleetHost => {
    const made = new FleetHost(name, nats.url, 3);
    engines.push(made.engine);
    return made;
  };
  const api = (): void => {
    const engine = new FleetEngine(nats.url.split(','), 'api', new SystemClock(), 3);
    engines.push(engine);
    engine.project(new PostgresFleetStore(database));
  };
  const storedIds = async (): Promise<string[]> => {
    const db = await database.ready();
    const rows = await db.selectFrom('fleet_events').select('id').execute();
    return rows.map(({ id }) => id).sort();
  };

  it('has each event in the database once, though the leader is killed while they come, twice', async () => {
    api();
    api();
    const hosts = [host('web-1').publish(), host('web-2').publish(), host('web-3').publish()];
    const ids = () => hosts.flatMap(({ events }) => events.events.map(({ id }) => id)).sort();
    const chat = () => Promise.all(hosts.map((one) => one.chat(200)));
    await chat();
    await eventually(async () => (await storedIds()).length > 0);
    for (let kills = 0; kills < 2; kills += 1) {
      const leader = await nats.leaderOf(EVENTS);
      const talking = chat();
      await leader.end('SIGKILL');
      await talking;
      await chat();
      await eventually(async () => (await storedIds()).length >= ids().length);
      await leader.start();
    }
    expect(await storedIds()).toEqual(ids());
  });

  it('lets one host heal at a time, though the leader of the turns is killed', async () => {
    const turns = ['web-1', 'web-2', 'web-3', 'web-4'].map((name) =>
      host(name).engine.limit(name, { ...limits, most: { hosts: 1 } }),
    );
    let healing = 0;
    const heal = async (at: number): Promise<void> => {
      const never = new AbortController().signal;
      expect(await turns[at]?.wait('api', `h${String(at)}`, never)).toEqual({ outcome: 'granted' });
      expect((healing += 1)).toBe(1);
      if (at === 0) await (await nats.leaderOf(LEASES)).end('SIGKILL');
      healing -= 1;
      await turns[at]?.end(`h${String(at)}`);
    };
    await Promise.all(turns.map((_, at) => heal(at)));
  });
});
