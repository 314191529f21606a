import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import type { Checkpoint } from '@app/contracts';
import type { DetectionCommit, StoredStreak } from '@app/detection';
import { sampleDetection } from '@app/detection/testing';
import { EventFactory } from '@app/event-bus';
import { sql } from 'kysely';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlDetectionLog } from './sql-detection-log.js';

const nothing: DetectionCommit = {
  checkpoints: [],
  streaks: { upserts: [], deletes: [] },
  detections: [],
};

const checkpoint = (offset: number): Checkpoint => ({
  streamId: '/logs/api.log',
  sourceId: 'api',
  path: '/logs/api.log',
  device: '1',
  inode: '2',
  offset,
  signatureLength: 4,
  signature: 'abcd',
});

const gap = (bytes: number) => ({ streamId: '/logs/api.log', path: '/logs/api.log', bytes });

const streak = (key: string, length = 1): StoredStreak => ({
  key,
  patternId: 'api-crash',
  state: { fingerprint: 'f', stream: 's', group: ['"quoted"'], length, times: [1, 2], records: [] },
});

describe('SqlDetectionLog', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let log: SqlDetectionLog;
  const clock = new FakeClock();

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    log = new SqlDetectionLog(temporary.db, clock, new EventFactory(clock));
  });
  afterEach(() => temporary.dispose());

  const rows = async () => ({
    checkpoints: await temporary.db.selectFrom('checkpoints').selectAll().execute(),
    gaps: await temporary.db.selectFrom('gaps').select(['path', 'bytes']).execute(),
    streaks: await log.loadStreaks(),
    incidents: await temporary.db.selectFrom('incidents').selectAll().execute(),
    events: await temporary.db.selectFrom('events').selectAll().execute(),
  });

  it('has no streaks at the first start', async () => {
    expect(await log.loadStreaks()).toEqual([]);
  });

  it('gives back streaks as they were, changed and without the deleted ones', async () => {
    await log.commit({
      ...nothing,
      streaks: { upserts: [streak('a'), streak('b'), streak('c')], deletes: [] },
    });
    await log.commit({
      ...nothing,
      streaks: { upserts: [streak('b', 2)], deletes: ['a', 'never stored'] },
    });
    expect(await log.loadStreaks()).toEqual([streak('b', 2), streak('c')]);
  });

  it('stores how far a file was read, and what of it was lost', async () => {
    await log.commit({ ...nothing, checkpoints: [checkpoint(10)] });
    await log.commit({ ...nothing, checkpoints: [checkpoint(15), checkpoint(20)], gap: gap(7) });
    const { checkpoints, gaps } = await rows();
    expect(checkpoints).toMatchObject([{ stream_id: '/logs/api.log', offset: 20 }]);
    expect(gaps).toEqual([{ path: '/logs/api.log', bytes: 7 }]);
  });

  it('opens an incident with the first detection of a key, and tells it as one story', async () => {
    const [first] = await log.commit({
      ...nothing,
      detections: [sampleDetection({ occurrences: 2 })],
    });
    await clock.advance(1_000);
    const [second] = await log.commit({
      ...nothing,
      detections: [sampleDetection({ occurrences: 3, title: 'newest' })],
    });
    expect(second?.correlationId).toBe(first?.correlationId);
    const { incidents, events } = await rows();
    expect(incidents).toMatchObject([
      {
        id: first?.correlationId,
        key: 'pattern:api-crash',
        target: 'api',
        status: 'open',
        opened_at: first?.occurredAt,
        last_seen_at: second?.occurredAt,
        detections: 5,
      },
    ]);
    expect(JSON.parse(incidents[0]?.detection ?? '')).toMatchObject({ title: 'newest' });
    expect(events.map(({ id, delivered_at }) => [id, delivered_at])).toEqual([
      [first?.id, null],
      [second?.id, null],
    ]);
  });

  it('opens another incident once the former is resolved, and for another key', async () => {
    const [first] = await log.commit({ ...nothing, detections: [sampleDetection()] });
    await temporary.db.updateTable('incidents').set({ status: 'resolved' }).execute();
    const later = await log.commit({
      ...nothing,
      detections: [sampleDetection(), sampleDetection({ key: 'pattern:other' }), sampleDetection()],
    });
    const ids = later.map(({ correlationId }) => correlationId);
    expect(new Set([first?.correlationId, ...ids]).size).toBe(3);
    expect(ids[2]).toBe(ids[0]);
  });

  it.each(['checkpoints', 'streaks', 'incidents', 'events'])(
    'writes nothing at all when writing the %s fails, and everything when it is tried again',
    async (table) => {
      await log.commit({
        ...nothing,
        checkpoints: [checkpoint(1)],
        streaks: { upserts: [streak('old')], deletes: [] },
      });
      const before = await rows();
      const commit: DetectionCommit = {
        checkpoints: [checkpoint(2)],
        gap: gap(5),
        streaks: { upserts: [streak('new')], deletes: ['old'] },
        detections: [sampleDetection(), sampleDetection({ key: 'pattern:second' })],
      };
      await sql
        .raw(
          `create trigger fault before insert on ${table} begin select raise(abort, 'disk full'); end`,
        )
        .execute(temporary.db);
      await expect(log.commit(commit)).rejects.toThrow('disk full');
      expect(await rows()).toEqual(before);

      await sql`drop trigger fault`.execute(temporary.db);
      expect(await log.commit(commit)).toHaveLength(2);
      expect(await rows()).toMatchObject({
        checkpoints: [{ offset: 2 }],
        gaps: [{ bytes: 5 }],
        streaks: [{ key: 'new' }],
        incidents: [{ key: 'pattern:api-crash' }, { key: 'pattern:second' }],
      });
    },
  );
});
