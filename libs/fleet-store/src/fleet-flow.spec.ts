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
import { SystemClock } from '@app/clock';
import { CutNetwork, eventually, FleetEngine, FleetHost, NatsServer } from '@app/fleet/testing';
import { PostgresServer } from '@app/healing/testing';
import { FleetDatabase } from './fleet-database.js';
import { PostgresFleetStore } from './postgres-fleet-store.js';

jest.setTimeout(90_000);

/** More than two pings of the client that nobody answers. */
const CUT_MS = 17_000;
if (!CutNetwork.isPossible)
  process.stderr.write('No network is cut: this takes root and network namespaces.\n');
const withServers = NatsServer.isInstalled && PostgresServer.isInstalled ? describe : describe.skip;

const heal = {
  healId: 'h1',
  key: 'k',
  target: 'api',
  action: { type: 'RESTART_SERVICE' },
  attempt: 1,
  maxAttempts: 3,
} as const;

withServers('events from hosts to the shared database (nats-server and PostgreSQL)', () => {
  let postgres: PostgresServer;
  let nats: NatsServer;
  let database: FleetDatabase;
  let engines: FleetEngine[];
  let folders = 0;

  beforeAll(async () => {
    postgres = await PostgresServer.start({});
  }, 60_000);
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    nats = await NatsServer.start();
    engines = [];
    const name = `fleet${String((folders += 1))}`;
    postgres.createEmpty(name);
    database = new FleetDatabase(postgres.url(name));
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await database.close();
    await nats.dispose();
  });

  const host = (name: string): FleetHost => {
    const made = new FleetHost(name, nats.url);
    engines.push(made.engine);
    return made.publish();
  };
  const api = (): FleetEngine => {
    const engine = new FleetEngine([nats.url], 'api', new SystemClock());
    engines.push(engine);
    engine.project(new PostgresFleetStore(database));
    return engine;
  };
  const rows = async () => {
    const db = await database.ready();
    return db.selectFrom('fleet_events').selectAll().orderBy('host').orderBy('sequence').execute();
  };
  const stored = async (ids: readonly string[]) => {
    await eventually(async () => (await rows().catch(() => [])).length >= ids.length);
    expect((await rows()).map(({ id }) => id)).toEqual(ids);
  };
  const idsOf = (...hosts: FleetHost[]) =>
    hosts.flatMap(({ events }) => events.events.map(({ id }) => id));

  it('bring each event of each host there, once, whoever of two APIs takes it', async () => {
    api();
    api();
    const [a, b] = [host('web-1'), host('web-2')];
    await Promise.all([a.chat(450), b.chat(50)]);
    await stored(idsOf(a, b));
  });

  it('go on where they were when NATS was killed and comes back', async () => {
    api();
    const a = host('web-1');
    await a.chat(20);
    await stored(idsOf(a));
    await nats.end('SIGKILL');
    await a.chat(300);
    await nats.start();
    await a.chat(5);
    await stored(idsOf(a));
  });

  it('are published again when NATS lost what it had confirmed', async () => {
    const a = host('web-1');
    await a.chat(250);
    await eventually(async () => (await a.cursors.read('fleet')) === 250);
    await nats.endWithItsDisk();
    await nats.start();
    api();
    await stored(idsOf(a));
  });

  it('wait for PostgreSQL when it was killed', async () => {
    api();
    const a = host('web-1');
    await a.chat(20);
    await stored(idsOf(a));
    await postgres.end('SIGKILL');
    await a.chat(300);
    await eventually(async () => (await a.cursors.read('fleet')) === 320);
    await postgres.startAgain();
    await stored(idsOf(a));
  });

  const whereItCanBeCut = CutNetwork.isPossible ? it : it.skip;
  whereItCanBeCut(
    'go on when a network that was cut, without a word to anybody, is mended',
    async () => {
      const network = new CutNetwork();
      await nats.dispose();
      nats = await NatsServer.start([], network);
      api();
      const a = host('web-1');
      await a.chat(20);
      await stored(idsOf(a));
      network.cut();
      await a.chat(300);
      // Long enough for both sides to give up what they had.
      await new Promise((resolve) => setTimeout(resolve, CUT_MS));
      expect(await rows()).toHaveLength(20);
      network.mend();
      await a.chat(5);
      await stored(idsOf(a));
      await Promise.all(engines.splice(0).map((engine) => engine.close()));
      await nats.end('SIGKILL');
      network.dispose();
    },
  );

  it('are there once, though a crash lost how far the host was', async () => {
    api();
    const a = host('web-1');
    await a.chat(20);
    await stored(idsOf(a));
    a.cursors.places.clear();
    await a.chat(1);
    await stored(idsOf(a));
  });

  it('say how heals and incidents stand, however often and in whatever order they come', async () => {
    const store = new PostgresFleetStore(database);
    const a = new FleetHost('web-1', nats.url);
    await a.tell('heal.requested', { ...heal, requestedBy: 'cli', reason: '' }, 'i1');
    await a.tell('heal.started', { ...heal, timeoutMs: 1 }, 'i1');
    await a.tell('heal.verified', { ...heal, silentSeconds: 1, downtimeMs: 1 }, 'i1');
    const events = a.events.events.map((event, at) => ({ host: 'web-1', sequence: at + 1, event }));
    for (const event of [...events].reverse()) await store.project([event]);
    await store.project(events);
    const db = await database.ready();
    expect(await db.selectFrom('fleet_heals').selectAll().execute()).toMatchObject([
      { id: 'h1', host: 'web-1', service: 'api', status: 'verified', sequence: '3' },
    ]);
    expect(await rows()).toHaveLength(3);
  });

  it('are not held up by a message that is none', async () => {
    const a = host('web-1');
    await a.chat(1);
    await eventually(async () => (await a.cursors.read('fleet')) === 1);
    await nats.publish('autoheal.events.odd.odd', 'no JSON');
    api();
    await a.chat(1);
    await stored(idsOf(a));
  });

  it('may hold what PostgreSQL does not take in texts', async () => {
    api();
    const a = host('web-1');
    const text = 'nul \0 and half \ud83d';
    await a.tell('incident.resolved', {
      ...{ key: 'k', target: text, title: text, by: 'quiet' },
      ...{ downtimeMs: 1, heals: 0, detections: 1 },
    });
    await stored(idsOf(a));
  });

  it('and commands the other way: carried out once more when that failed, answered, and not when they are old', async () => {
    const store = new PostgresFleetStore(database);
    api().command(store);
    const carriedOut: string[] = [];
    host('web.1').engine.obey('web.1', {
      carryOut: ({ id }) => {
        carriedOut.push(id);
        return carriedOut.length === 1
          ? Promise.reject(new Error('The store is busy'))
          : Promise.resolve({ outcome: 'done', message: 'Paused.' });
      },
    });
    const order = { kind: 'resume', service: null } as const;
    const command = (id: string, to: string, expiresInMs: number) => ({
      ...{ id, host: to, order, who: 'cli:alice' },
      expiresAt: new Date(Date.now() + expiresInMs).toISOString(),
    });
    const ids = ['fresh', 'old', 'of-another'];
    await store.order(
      [
        command('fresh', 'web.1', 600_000),
        command('old', 'web.1', -1),
        command('of-another', 'web', 600_000),
      ],
      new Date().toISOString(),
    );
    const answers = async () => {
      const commands = await store.commands(ids);
      return Object.fromEntries(commands.map(({ id, answer }) => [id, answer?.outcome]));
    };
    await eventually(async () => {
      const { fresh, old } = await answers();
      return fresh !== undefined && old !== undefined;
    });
    expect(await answers()).toEqual({ fresh: 'done', old: 'expired', 'of-another': undefined });
    expect(carriedOut).toEqual(['fresh', 'fresh']);
  });
});
