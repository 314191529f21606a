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
import { FakeClock } from '@app/clock/testing';
import { EventFactory } from '@app/event-bus';
import type { FleetEvent } from '@app/fleet';
import { PostgresServer } from '@app/healing/testing';
import { FleetDatabase } from './fleet-database.js';
import { PostgresFleetStore } from './postgres-fleet-store.js';

jest.setTimeout(60_000);

const withServer = PostgresServer.isInstalled ? describe : describe.skip;
const DAY_MS = 86_400_000;
const about = { key: 'k', target: 'api', title: 'api is broken' };

withServer('the events of the fleet database (PostgreSQL)', () => {
  let postgres: PostgresServer;
  let database: FleetDatabase;
  let store: PostgresFleetStore;
  let url: string;
  let clock: FakeClock;
  let factory: EventFactory;
  let sequence = 0;
  let databases = 0;

  beforeAll(async () => {
    postgres = await PostgresServer.start({});
  }, 60_000);
  afterAll(() => postgres.stop());
  beforeEach(() => {
    const name = `fleet${String((databases += 1))}`;
    postgres.createEmpty(name);
    url = postgres.url(name);
    database = new FleetDatabase(url);
    store = new PostgresFleetStore(database);
    clock = new FakeClock();
    factory = new EventFactory(clock);
  });
  afterEach(() => database.close());

  const now = () => new Date(clock.now()).toISOString();
  const resolved = { ...about, by: 'quiet', downtimeMs: 1, heals: 0, detections: 1 } as const;
  const chat = () => factory.create('watchdog.started', { pid: 1, version: '1' });
  const opened = (correlationId: string) => ({
    ...chat(),
    name: 'detection.raised' as const,
    correlationId,
    payload: {
      ...{ ...about, occurrences: 1, severity: 'error', trigger: { kind: 'pattern', id: 'p' } },
      plan: { target: 'api' },
    } as never,
  });
  const ended = (correlationId: string) =>
    factory.create('incident.resolved', resolved, { correlationId });
  const keep = async (...events: FleetEvent['event'][]): Promise<string[]> => {
    await store.project(
      events.map((event) => ({ host: 'web-1', sequence: (sequence += 1), event })),
    );
    return events.map(({ id }) => id);
  };
  const left = async () => (await store.eventsAfter(0, 10_000)).map(({ event }) => event.id);
  const forgetAll = async (before: string): Promise<number> => {
    let sum = 0;
    for (let gone = 1; gone > 0; sum += gone) gone = await store.forget(before);
    return sum;
  };

  it('are forgotten when they are old; the story of an incident that is open, or ended lately, is kept whole', async () => {
    await keep(chat(), opened('over'), ended('over'));
    const kept = await keep(opened('open'), opened('late'));
    await clock.advance(10 * DAY_MS);
    const before = now();
    kept.push(...(await keep(ended('late'), chat())));
    // Three events and the incident that is over.
    expect(await forgetAll(before)).toBe(4);
    expect(await left()).toEqual(kept);
    const db = await database.ready();
    const incidents = await db.selectFrom('fleet_incidents').select('id').orderBy('id').execute();
    expect(incidents.map(({ id }) => id)).toEqual(['late', 'open']);
  });

  it('are forgotten in steps, by several instances at once', async () => {
    for (let batch = 0; batch < 10; batch += 1)
      await keep(...Array.from({ length: 500 }, () => chat()));
    await clock.advance(DAY_MS);
    const kept = await keep(chat());
    const before = new Date(clock.now() - 1).toISOString();
    const sums = await Promise.all([forgetAll(before), forgetAll(before), forgetAll(before)]);
    expect(sums.reduce((sum, gone) => sum + gone)).toBe(5_000);
    expect(await left()).toEqual(kept);
  });

  it('go with commands, and with hosts that gave no sign of life', async () => {
    const host = { host: 'web-1', state: 'running', version: '1', configHash: '', labels: [] };
    const seen = (name: string) => ({
      ...host,
      host: name,
      paused: false,
      startedAt: '',
      seenAt: now(),
    });
    const command = (id: string) => ({
      ...{ id, host: 'web-1', who: 'cli:a', expiresAt: now() },
      order: { kind: 'resume', service: null } as const,
    });
    await store.seen([seen('gone') as never]);
    await store.order([command('old')], now());
    await clock.advance(DAY_MS);
    await store.seen([seen('here') as never]);
    await store.order([command('new')], now());
    await forgetAll(now());
    expect((await store.hosts()).map(({ host: name }) => name)).toEqual(['here']);
    expect((await store.commands(['old', 'new'])).map(({ id }) => id)).toEqual(['new']);
  });

  it('appear in one order, none before one that was seen, however many store at once', async () => {
    await database.ready();
    const others = [1, 2, 3].map(() => new FleetDatabase(url));
    const stores = [database, ...others].map((one) => new PostgresFleetStore(one));
    const total = 4 * 40 * 5;
    const writing = Promise.all(
      stores.map(async (store, host) => {
        for (let batch = 0; batch < 40; batch += 1)
          await store.project(
            Array.from({ length: 5 }, (_, at) => ({
              host: `web-${String(host)}`,
              sequence: 5 * batch + at,
              event: factory.create('watchdog.started', { pid: at, version: '1' }),
            })),
          );
      }),
    );
    const state = { written: false };
    void writing.finally(() => (state.written = true));
    const read: string[] = [];
    for (let position = 0; ;) {
      const isLastLook = state.written;
      const events = (await stores[0]?.eventsAfter(position, 7)) ?? [];
      read.push(...events.map(({ event }) => event.id));
      position = events.at(-1)?.position ?? position;
      if (isLastLook && events.length === 0) break;
    }
    await writing;
    await Promise.all(others.map((one) => one.close()));
    expect(new Set(read).size).toBe(total);
  });
});
