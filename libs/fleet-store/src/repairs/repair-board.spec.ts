import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FleetRepair } from '@app/fleet';
import { PostgresServer } from '@app/healing/testing';
import { sql } from 'kysely';
import { FleetDatabase } from '../fleet-database.js';
import { PostgresFleetStore } from '../postgres-fleet-store.js';
import { PostgresRepairBoard } from './postgres-repair-board.js';

const withPostgres = PostgresServer.isInstalled ? describe : describe.skip;
const MINUTE_MS = 60_000;

const repair = (id: string, change: Partial<FleetRepair> = {}): FleetRepair => ({
  ...{ id, instance: 'api-1', status: 'running', view: { id, message: '\0 \uD800' }, steps: [] },
  ...change,
});

withPostgres('code fixes of a fleet (PostgreSQL)', () => {
  let postgres: PostgresServer;
  let database: FleetDatabase;
  let board: PostgresRepairBoard;

  beforeAll(async () => {
    postgres = await PostgresServer.start({});
    postgres.createEmpty('fleet');
    database = new FleetDatabase(postgres.url('fleet'));
    board = new PostgresRepairBoard(database);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await postgres.stop();
  });
  beforeEach(async () => {
    const db = await database.ready();
    await db.deleteFrom('fleet_repairs').execute();
    await db.deleteFrom('fleet_repair_acts').execute();
  });

  /** As if so much time had gone by since anything was told or asked. */
  const later = async (ms: number): Promise<void> => {
    const earlier = (column: string) =>
      sql<Date>`${sql.ref(column)} - ${ms} * interval '1 millisecond'`;
    const db = await database.ready();
    await db
      .updateTable('fleet_repairs')
      .set({ told_at: earlier('told_at') })
      .execute();
    await db
      .updateTable('fleet_repair_acts')
      .set({ asked_at: earlier('asked_at') })
      .execute();
  };

  it('are there for all as they were told last, the newest first', async () => {
    await board.tell([repair('1', { status: 'queued' }), repair('2')]);
    await board.tell([repair('1', { steps: [{ task: 'read' }] })]);
    expect(await board.find('1')).toMatchObject({
      ...repair('1', { steps: [{ task: 'read' }] }),
      lostAt: null,
      toldAt: expect.stringMatching(/Z$/),
    });
    expect((await board.newest(9)).map(({ id }) => id)).toEqual(['2', '1']);
    expect(await board.find('3')).toBeUndefined();
  });

  it('stay done, whatever is told late', async () => {
    await board.tell([repair('1', { status: 'done', view: { outcome: 'kept' } })]);
    await board.tell([repair('1')]);
    expect(await board.find('1')).toMatchObject({ status: 'done', view: { outcome: 'kept' } });
    await board.tell([repair('1', { status: 'done', view: { outcome: 'kept', fix: 'held' } })]);
    expect(await board.find('1')).toMatchObject({ view: { fix: 'held' } });
  });

  it('end as lost when nobody holds them, told to one of many who look', async () => {
    await board.tell([repair('silent'), repair('held'), repair('done', { status: 'done' })]);
    await later(MINUTE_MS);
    await board.hold(['held', 'done']);
    const looks = await Promise.all([1, 2, 3].map(() => board.endSilent(MINUTE_MS / 2)));
    expect(looks.flat()).toMatchObject([{ id: 'silent', lostAt: expect.any(String) }]);
    expect(await board.find('held')).toMatchObject({ lostAt: null });
  });

  it('stay lost while their API says no more than that it has them, until it tells the end', async () => {
    await board.tell([repair('1')]);
    await later(MINUTE_MS);
    await board.endSilent(MINUTE_MS / 2);
    await board.tell([repair('1')]);
    await board.hold(['1']);
    expect(await board.find('1')).toMatchObject({ lostAt: expect.any(String) });
    await board.tell([repair('1', { status: 'done' })]);
    expect(await board.find('1')).toMatchObject({ status: 'done', lostAt: null });
  });

  it('are acted on by their own API, once', async () => {
    await board.tell([repair('1'), repair('2', { instance: 'api-2' })]);
    const act = { id: 'a', repairId: '1', kind: 'cancel', who: 'api:alice' } as const;
    await board.ask(act);
    expect(await board.take('api-2', MINUTE_MS)).toEqual([]);
    const taken = await Promise.all([1, 2].map(() => board.take('api-1', MINUTE_MS)));
    expect(taken.flat()).toEqual([act]);
    expect(await board.answerTo('a')).toBeUndefined();
    await board.answer('a', { problem: { slug: 'job-done', detail: 'd', members: {} } });
    expect(await board.answerTo('a')).toMatchObject({ problem: { slug: 'job-done' } });
  });

  it('are left alone by acts that are withdrawn or too old', async () => {
    await board.tell([repair('1')]);
    const act = (id: string) => ({ id, repairId: '1', kind: 'apply', who: 'w' }) as const;
    await board.ask(act('withdrawn'));
    expect(await board.withdraw('withdrawn')).toBe(true);
    await board.ask(act('old'));
    await later(MINUTE_MS);
    expect(await board.take('api-1', MINUTE_MS / 2)).toEqual([]);
    await board.ask(act('taken'));
    expect(await board.take('api-1', MINUTE_MS / 2)).toHaveLength(1);
    expect(await board.withdraw('taken')).toBe(false);
  });

  it('are forgotten in their time', async () => {
    const store = new PostgresFleetStore(database);
    await board.tell([repair('old', { status: 'done' })]);
    await later(2 * MINUTE_MS);
    await board.tell([repair('new')]);
    expect(await store.forget(new Date(Date.now() - MINUTE_MS).toISOString())).toBe(1);
    expect((await board.newest(9)).map(({ id }) => id)).toEqual(['new']);
  });
});
