import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { EventFactory } from '@app/event-bus';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlEventArchive } from './sql-event-archive.js';
import { SqlEventCursors } from './sql-event-cursors.js';
import { SqlEventStore } from './sql-event-store.js';

const DAY_MS = 86_400_000;

describe('SqlEventArchive', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let clock: FakeClock;
  let factory: EventFactory;
  let store: SqlEventStore;
  let archive: SqlEventArchive;

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new FakeClock();
    factory = new EventFactory(clock);
    store = new SqlEventStore(temporary.db, clock);
    archive = new SqlEventArchive(temporary.db);
  });
  afterEach(() => temporary.dispose());

  const now = () => new Date(clock.now()).toISOString();
  /** Stores an event of an incident, or of none, and returns its id. */
  const event = async (correlationId?: string, delivered = true): Promise<string> => {
    const cause = correlationId === undefined ? undefined : { correlationId, causationId: null };
    const made = factory.create('watchdog.started', { pid: 1, version: '1' });
    const stored = cause ? { ...made, ...cause } : made;
    await store.append(stored);
    if (delivered) await store.markDelivered(stored.id);
    return stored.id;
  };
  const incident = (id: string, resolvedAt: string | null) =>
    temporary.db
      .insertInto('incidents')
      .values({
        id,
        key: `pattern:${id}`,
        target: 'api',
        title: id,
        severity: 'error',
        status: resolvedAt === null ? 'open' : 'resolved',
        opened_at: now(),
        last_seen_at: now(),
        resolved_at: resolvedAt,
        resolved_by: resolvedAt === null ? null : 'quiet',
        detections: 1,
        heals: 0,
        suppressed: 0,
        detection: '{}',
      })
      .execute();
  const left = async (): Promise<string[]> =>
    (await store.after(0, 10_000)).map(({ event: { id } }) => id);

  it('forgets what is old, and keeps what is young', async () => {
    await event();
    await incident('over', now());
    await event('over');
    await clock.advance(DAY_MS);
    const [before, young] = [now(), await event()];
    expect(await archive.forget(before, 0)).toEqual({ gone: 2, next: undefined });
    expect(await left()).toEqual([young]);
  });

  it('keeps what nobody has handled, and the whole story of incidents that are open or ended lately', async () => {
    const kept = [await event(undefined, false)];
    await incident('open', null);
    kept.push(await event('open'));
    const early = await event('late');
    kept.push(early);
    await clock.advance(DAY_MS);
    await incident('late', now());
    expect(await archive.forget(now(), 0)).toEqual({ gone: 0, next: undefined });
    expect(await left()).toEqual(kept);
  });

  it('keeps what a follower has yet to read, until it has read it or reads no more', async () => {
    const cursors = new SqlEventCursors(temporary.db);
    await cursors.enrol('fleet');
    const [read, unread] = [await event(), await event()];
    await clock.advance(DAY_MS);
    expect(await archive.forget(now(), 0)).toMatchObject({ gone: 0 });
    await cursors.save('fleet', 1);
    await cursors.enrol('fleet');
    expect(await archive.forget(now(), 0)).toMatchObject({ gone: 1 });
    expect(await left()).toEqual([unread]);
    expect(await left()).not.toContain(read);
    await cursors.leave('fleet');
    expect(await archive.forget(now(), 0)).toMatchObject({ gone: 1 });
  });

  it('works in steps, and gets past what it keeps', async () => {
    await incident('open', null);
    for (let count = 0; count < 700; count += 1) await event('open');
    for (let count = 0; count < 600; count += 1) await event();
    await clock.advance(DAY_MS);
    let [gone, steps] = [0, 0];
    for (let after: number | undefined = 0; after !== undefined; steps += 1) {
      const step = await archive.forget(now(), after);
      gone += step.gone;
      after = step.next;
    }
    expect({ gone, steps }).toEqual({ gone: 600, steps: 3 });
    expect(await left()).toHaveLength(700);
  });
});
