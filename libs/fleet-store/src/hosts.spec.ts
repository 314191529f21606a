import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FleetHost } from '@app/fleet';
import { PostgresServer } from '@app/healing/testing';
import { FleetDatabase } from './fleet-database.js';
import { PostgresFleetStore } from './postgres-fleet-store.js';

const withPostgres = PostgresServer.isInstalled ? describe : describe.skip;

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const host = (name: string, seen: number, change: Partial<FleetHost> = {}): FleetHost => ({
  ...{ host: name, state: 'running', version: '1', configHash: 'c', labels: [], paused: false },
  ...{ startedAt: at(0), seenAt: at(seen) },
  ...change,
});
const names = (hosts: readonly FleetHost[]) => hosts.map((one) => one.host);

withPostgres('hosts of the fleet (PostgreSQL)', () => {
  let postgres: PostgresServer;
  let database: FleetDatabase;
  let store: PostgresFleetStore;

  beforeAll(async () => {
    postgres = await PostgresServer.start({});
    postgres.createEmpty('fleet');
    database = new FleetDatabase(postgres.url('fleet'));
    store = new PostgresFleetStore(database);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await postgres.stop();
  });
  beforeEach(async () => {
    await (await database.ready()).deleteFrom('fleet_hosts').execute();
  });

  it('are known by their newest sign of life, in whatever order they come', async () => {
    await store.seen([host('web-1', 20), host('web-1', 10), host('web-0', 5)]);
    await store.seen([host('web-1', 15, { paused: true })]);
    expect(await store.hosts()).toEqual([host('web-0', 5), host('web-1', 20)]);
  });

  it('that are silent are given to one of those who would tell', async () => {
    await store.seen([
      host('silent', 10),
      host('alive', 50),
      host('stopped', 1, { state: 'stopped' }),
    ]);
    const claims = await Promise.all([
      store.claimSilent(at(30), at(60)),
      store.claimSilent(at(30), at(60)),
    ]);
    expect(names(claims.flat())).toEqual(['silent']);
  });

  it('whose teller died are given to another after a minute, and to nobody once it is told', async () => {
    await store.seen([host('silent', 10)]);
    await store.claimSilent(at(30), at(60));
    expect(names(await store.claimSilent(at(30), at(119)))).toEqual([]);
    expect(names(await store.claimSilent(at(30), at(121)))).toEqual(['silent']);
    await store.silenceTold('silent');
    expect(names(await store.claimSilent(at(30), at(300)))).toEqual([]);
  });

  it('that are back are told of once, and may fall silent again', async () => {
    await store.seen([host('silent', 10)]);
    await store.claimSilent(at(30), at(60));
    await store.silenceTold('silent');
    expect(names(await store.claimReturned(at(30)))).toEqual([]);
    await store.seen([host('silent', 70)]);
    expect(names(await store.claimReturned(at(60)))).toEqual(['silent']);
    expect(names(await store.claimReturned(at(60)))).toEqual([]);
    expect(names(await store.claimSilent(at(90), at(150)))).toEqual(['silent']);
  });
});
