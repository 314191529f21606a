import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import type { AnyDomainEvent, DomainEvent } from '@app/contracts';
import { EventFactory, newId } from '@app/event-bus';
import type { RepairJob } from '@app/openai-operator';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlEventStore } from './sql-event-store.js';
import { SqlRepairJobStore } from './sql-repair-job-store.js';

describe('SqlRepairJobStore', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let store: SqlRepairJobStore;
  let events: SqlEventStore;
  const clock = new FakeClock();
  const factory = new EventFactory(clock);

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    store = new SqlRepairJobStore(temporary.db);
    events = new SqlEventStore(temporary.db, clock);
  });
  afterEach(() => temporary.dispose());

  let age = 0;
  const queued = (): RepairJob => ({
    id: newId(clock.now() + (age += 1)),
    status: 'queued',
    request: {
      filePath: 'src/cart.js',
      route: null,
      errorLog: 'TypeError: "quoted"\n  at x',
      requestedBy: 'api:127.0.0.1',
      correlationId: null,
    },
    result: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    finishedAt: null,
  });

  const finished = (
    job: RepairJob,
    message = 'tests pass',
  ): DomainEvent<'repair.finished'> & AnyDomainEvent =>
    factory.create('repair.finished', {
      jobId: job.id,
      filePath: 'src/cart.js',
      route: null,
      outcome: 'kept',
      message,
      diff: '',
      durationMs: 5,
      exchanges: [],
      requestedBy: 'api:127.0.0.1',
    });

  it('gives a job back as it was stored', async () => {
    const job = queued();
    await store.create(job);
    expect(await store.find(job.id)).toEqual(job);
    expect(await store.find('unknown')).toBeUndefined();
  });

  it('follows a job from queued over running to done, with its event', async () => {
    const job = queued();
    await store.create(job);
    await store.markRunning(job.id, '2026-01-01T00:00:01.000Z');
    expect(await store.find(job.id)).toMatchObject({ status: 'running' });
    const event = finished(job);
    expect(await store.finish(event)).toBe(true);
    expect(await store.find(job.id)).toMatchObject({
      status: 'done',
      result: event.payload,
      startedAt: '2026-01-01T00:00:01.000Z',
      finishedAt: event.occurredAt,
    });
    expect(await events.undelivered(10)).toEqual([event]);
  });

  it('closes a job once, and tells its end once', async () => {
    const job = queued();
    await store.create(job);
    const first = finished(job);
    expect(await store.finish(first)).toBe(true);
    expect(await store.finish(finished(job, 'again'))).toBe(false);
    await store.markRunning(job.id, '2026-01-01T00:00:01.000Z');
    expect(await store.find(job.id)).toMatchObject({ status: 'done', result: first.payload });
    expect(await events.undelivered(10)).toEqual([first]);
  });

  it('stores no event for a job that it does not know', async () => {
    expect(await store.finish(finished(queued()))).toBe(false);
    expect(await events.undelivered(10)).toEqual([]);
  });

  it('forgets old jobs, and what was said to models from their events', async () => {
    const [old, young, open] = [queued(), queued(), queued()];
    for (const job of [old, young, open]) await store.create(job);
    const exchange = { model: 'm', prompt: 'p', answer: 'a', inputTokens: 1, outputTokens: 1 };
    const end = async (job: RepairJob): Promise<void> => {
      const event = finished(job);
      const payload = { ...event.payload, exchanges: [exchange] };
      await store.finish({ ...event, payload });
      await events.markDelivered(event.id);
    };
    await end(old);
    await clock.advance(1_000);
    await end(young);
    expect(await store.prune(new Date(clock.now()).toISOString())).toBe(1);
    expect(await store.find(old.id)).toBeUndefined();
    expect(await store.find(young.id)).toMatchObject({ result: { exchanges: [exchange] } });
    expect(await store.find(open.id)).toMatchObject({ status: 'queued' });
    const rows = await temporary.db.selectFrom('events').select('payload').execute();
    expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toMatchObject([
      { jobId: old.id, message: 'tests pass', exchanges: [] },
      { jobId: young.id, exchanges: [exchange] },
    ]);
  });

  it('lists the newest first, and what is not done from the oldest on', async () => {
    const jobs = [queued(), queued(), queued()] as const;
    for (const job of jobs) await store.create(job);
    await store.markRunning(jobs[0].id, '2026-01-01T00:00:01.000Z');
    await store.finish(finished(jobs[1]));
    const ids = (list: readonly RepairJob[]) => list.map(({ id }) => id);
    expect(ids(await store.recent(2))).toEqual([jobs[2].id, jobs[1].id]);
    expect(ids(await store.unfinished())).toEqual([jobs[0].id, jobs[2].id]);
  });
});
