import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { EventFactory } from '@app/event-bus';
import { temporaryDatabase } from '../../testing/index.js';
import { openDatabase } from '../database.js';
import { SqlEventStore } from './sql-event-store.js';

describe('SqlEventStore', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let store: SqlEventStore;
  const clock = new FakeClock();
  const factory = new EventFactory(clock);
  const event = () => factory.create('watchdog.started', { pid: 1, version: '1' });

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    store = new SqlEventStore(temporary.db, clock);
  });
  afterEach(() => temporary.dispose());

  it('gives back what it stored, in order, until it is delivered', async () => {
    const [first, second] = [event(), event()];
    await store.append(first);
    await store.append(second);
    expect(await store.undelivered(10)).toEqual([first, second]);
    await store.markDelivered(first.id);
    expect(await store.undelivered(10)).toEqual([second]);
  });

  it('stores an event once, however often it is appended', async () => {
    const once = event();
    await store.append(once);
    await store.append(once);
    expect(await store.after(0, 10)).toHaveLength(1);
  });

  it('tells by its revision that another process wrote, and only then', async () => {
    const revision = await store.revision();
    await store.append(event());
    expect(await store.revision()).toBe(revision);
    const other = await openDatabase(temporary.folder);
    await new SqlEventStore(other, clock).append(event());
    await other.destroy();
    expect(await store.revision()).not.toBe(revision);
  });

  it('continues after a sequence number', async () => {
    await store.append(event());
    const [first] = await store.after(0, 10);
    const next = event();
    await store.append(next);
    expect((await store.after(first?.sequence ?? -1, 10)).map((stored) => stored.event)).toEqual([
      next,
    ]);
  });

  it('tells one incident as one story', async () => {
    const first = event();
    const caused = factory.create('watchdog.stopped', { pid: 1, version: '1' }, first);
    await store.append(first);
    await store.append(event());
    await store.append(caused);
    expect((await store.story(first.correlationId)).map(({ name }) => name)).toEqual([
      'watchdog.started',
      'watchdog.stopped',
    ]);
    expect(caused.causationId).toBe(first.id);
  });
});
