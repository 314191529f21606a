import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { EventFactory } from '@app/event-bus';
import type { Fix } from '@app/openai-operator';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlEventStore } from './sql-event-store.js';
import { SqlFixStore } from './sql-fix-store.js';

const fix: Fix = {
  id: 'repair-1',
  incidentId: null,
  fingerprint: 'src/a.js: TypeError: x',
  filePath: 'src/a.js',
  before: 'old\n',
  after: 'new "quoted"\n',
  status: 'applying',
  appliedAt: '2026-01-01T00:00:00.000Z',
  proposedAt: null,
  watchUntil: '2026-01-01T01:00:00.000Z',
};

describe('SqlFixStore', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let store: SqlFixStore;
  const clock = new FakeClock();

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    store = new SqlFixStore(temporary.db);
    await store.begin(fix);
  });
  afterEach(() => temporary.dispose());

  const reverted = () =>
    new EventFactory(clock).create('repair.reverted', {
      jobId: fix.id,
      filePath: fix.filePath,
      outcome: 'reverted',
      message: 'back',
    });

  const end = (event: ReturnType<typeof reverted>): Promise<boolean> =>
    store.advance(fix.id, 'watching', { status: 'reverted' }, event);

  it('gives a fix back as it was stored, and follows it from status to status', async () => {
    expect(await store.inStatus('applying')).toEqual([fix]);
    expect(await store.advance(fix.id, 'applying', { status: 'applied' })).toBe(true);
    expect(await store.advance(fix.id, 'applying', { status: 'applied' })).toBe(false);
    const later = '2026-01-02T00:00:00.000Z';
    await store.advance(fix.id, 'applied', { status: 'watching', appliedAt: later });
    expect(await store.inStatus('watching')).toEqual([
      { ...fix, status: 'watching', appliedAt: later },
    ]);
  });

  it('forgets only what was not put in place', async () => {
    await store.advance(fix.id, 'applying', { status: 'applied' });
    await store.drop(fix.id);
    expect(await store.inStatus('applied')).toHaveLength(1);
  });

  it('ends a watch once, with its event, and remembers the patch', async () => {
    const events = new SqlEventStore(temporary.db, clock);
    expect(await end(reverted())).toBe(false);
    await store.advance(fix.id, 'applying', { status: 'watching' });
    expect(await store.wasReverted(fix.fingerprint, fix.after)).toBe(false);
    const event = reverted();
    expect(await end(event)).toBe(true);
    expect(await end(reverted())).toBe(false);
    expect(await events.undelivered(10)).toEqual([event]);
    expect(await store.wasReverted(fix.fingerprint, fix.after)).toBe(true);
    expect(await store.wasReverted(fix.fingerprint, 'another')).toBe(false);
    expect(await store.wasReverted('another', fix.after)).toBe(false);
  });

  it('finds fixes by their ids, one that waits for approval too', async () => {
    const proposal = {
      ...fix,
      id: 'repair-2',
      status: 'proposed',
      proposedAt: fix.appliedAt,
    } as const;
    await store.begin(proposal);
    expect(await store.find('repair-2')).toEqual(proposal);
    expect(await store.find('repair-3')).toBeUndefined();
    expect(await store.findAll(['repair-1', 'repair-3'])).toEqual([fix]);
    expect(await store.findAll([])).toEqual([]);
  });
});
