import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { sampleDetection } from '@app/detection/testing';
import { EventFactory } from '@app/event-bus';
import { freshGuard, type Heal, referenceOf } from '@app/healing';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlDetectionLog } from './sql-detection-log.js';
import { SqlEventStore } from './sql-event-store.js';
import { SqlHealChildStore } from './sql-heal-child-store.js';
import { SqlHealStore } from './sql-heal-store.js';
import { SqlIncidentStore } from './sql-incident-store.js';
import { SqlLoopGuardStore } from './sql-loop-guard-store.js';
import { SqlPauseStore } from './sql-pause-store.js';

const AT = '2026-01-01T00:00:00.000Z';
const heal = (change: Partial<Heal> = {}): Heal => ({
  id: 'heal-1',
  incidentId: 'incident-1',
  key: 'api-crash',
  target: 'api',
  action: { type: 'RESTART_SERVICE', service: 'a "quoted" name' },
  status: 'requested',
  attempt: 1,
  maxAttempts: 3,
  requestedBy: 'detection',
  reason: 'api crashes',
  requestedAt: AT,
  verification: { windowSeconds: 1, settleSeconds: 0 },
  loop: { maxHeals: 3, windowSeconds: 60, pauseSeconds: 60, backoffSeconds: 1 },
  ...change,
});

describe('the SQL stores of healing', () => {
  const clock = new FakeClock();
  const factory = new EventFactory(clock);
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let events: SqlEventStore;

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    events = new SqlEventStore(temporary.db, clock);
  });
  afterEach(() => temporary.dispose());

  const requested = (of: Heal) =>
    factory.create(
      'heal.requested',
      { ...referenceOf(of), requestedBy: 'detection', reason: 'x' },
      { correlationId: of.incidentId },
    );
  const eventNames = async () => (await events.after(0, 100)).map(({ event }) => event.name);

  describe('of heals', () => {
    let store: SqlHealStore;
    beforeEach(() => {
      store = new SqlHealStore(temporary.db);
    });
    const create = (change: Partial<Heal> = {}) =>
      store.create(heal(change), requested(heal(change)));

    it('gives back a heal as it was, with its event stored beside it', async () => {
      expect(await create()).toBe(true);
      expect(await store.find('heal-1')).toEqual(heal());
      expect(await eventNames()).toEqual(['heal.requested']);
    });

    it('stores neither a heal nor its event a second time', async () => {
      await create();
      expect(await create({ target: 'web' })).toBe(false);
      expect(await eventNames()).toHaveLength(1);
    });

    it('stores no heal beside one of the same target that is not over', async () => {
      await create();
      expect(await create({ id: 'heal-2' })).toBe(false);
      await store.transition('heal-1', ['requested'], { status: 'failed' });
      expect(await create({ id: 'heal-2' })).toBe(true);
    });

    it('lets one of two change a heal, and stores the events of that one only', async () => {
      await create();
      const change = { status: 'running' as const, startedAt: AT };
      const results = await Promise.all(
        [1, 2, 3].map(() => store.transition('heal-1', ['requested'], change, [requested(heal())])),
      );
      expect(results.filter((one) => one !== undefined)).toEqual([heal(change)]);
      expect(await eventNames()).toHaveLength(2);
    });

    it('lists the newest first, by what one looks for', async () => {
      await create({ status: 'failed' });
      await create({ id: 'heal-2', requestedAt: '2026-01-02T00:00:00.000Z', target: 'web' });
      await create({ id: 'heal-3', requestedAt: '2026-01-03T00:00:00.000Z', incidentId: 'other' });
      const ids = async (query: Partial<Parameters<typeof store.list>[0]>) =>
        (await store.list({ limit: 10, ...query })).map(({ id }) => id);
      expect(await ids({})).toEqual(['heal-3', 'heal-2', 'heal-1']);
      expect(await ids({ limit: 1 })).toEqual(['heal-3']);
      expect(await ids({ statuses: ['failed'] })).toEqual(['heal-1']);
      expect(await ids({ target: 'web' })).toEqual(['heal-2']);
      expect(await ids({ incidentId: 'incident-1' })).toEqual(['heal-2', 'heal-1']);
      expect(await ids({ key: 'no such key' })).toEqual([]);
    });
  });

  describe('of incidents', () => {
    it('ends an incident once, with its event, and counts what was suppressed', async () => {
      const log = new SqlDetectionLog(temporary.db, clock, factory);
      await log.commit({
        checkpoints: [],
        streaks: { upserts: [], deletes: [] },
        detections: [sampleDetection(), sampleDetection()],
      });
      const store = new SqlIncidentStore(temporary.db);
      const [incident] = await store.open();
      const id = incident?.id ?? '';
      await store.countSuppressed(id, 5);
      expect(await store.find(id)).toMatchObject({ status: 'open', detections: 2, suppressed: 5 });

      await store.setMissed(id, AT);
      expect(await store.find(id)).toMatchObject({ missedAt: AT });
      await store.setMissed(id, undefined);
      expect(await store.find(id)).toMatchObject({ missedAt: undefined });

      const before = (await eventNames()).length;
      const event = factory.create(
        'incident.resolved',
        {
          key: 'k',
          target: 't',
          title: 't',
          by: 'quiet',
          downtimeMs: 1,
          heals: 0,
          detections: 2,
        },
        { correlationId: id },
      );
      expect(await store.resolve(id, 'quiet', AT, event)).toBe(true);
      expect(await store.resolve(id, 'quiet', AT, event)).toBe(false);
      expect(await store.open()).toEqual([]);
      expect(await eventNames()).toHaveLength(before + 1);
    });
  });

  it('keeps the programs of heals until they have ended', async () => {
    const store = new SqlHealChildStore(temporary.db);
    const child = { healId: 'heal-1', pid: 7, startedAt: 'boot/1' };
    const later = { ...child, startedAt: 'boot/2' };
    for (const one of [child, later, child]) await store.add(one);
    expect(await store.list()).toEqual([child, later]);
    for (const one of [child, child]) await store.remove(one);
    expect(await store.list()).toEqual([later]);
  });

  describe('of loop guards', () => {
    const identity = { key: 'a|b', target: 'c', actionType: 'D' };

    it('keeps guards apart whose parts only look alike', async () => {
      const store = new SqlLoopGuardStore(temporary.db, clock);
      const state = { ...freshGuard, heals: [1, 2] };
      await store.save(identity, state);
      await store.save(identity, { ...state, failures: 1 });
      expect(await store.load(identity)).toEqual({ ...state, failures: 1 });
      expect(await store.load({ key: 'a', target: 'b|c', actionType: 'D' })).toBeUndefined();
      expect(await store.list()).toEqual([{ ...identity, state: { ...state, failures: 1 } }]);
      await store.remove(identity);
      await store.remove(identity);
      expect(await store.list()).toEqual([]);
    });
  });

  describe('of pauses', () => {
    const pause = (target: string | null, until: string) => ({
      id: `${String(target)} ${until}`,
      target,
      since: AT,
      until,
      reason: 'release',
      who: 'cli:ann',
    });
    const paused = () =>
      factory.create('automation.paused', { target: null, until: AT, reason: 'r', who: 'w' });
    const resumed = () => factory.create('automation.resumed', { target: null, who: 'w' });

    it('has one pause a target, the newest, and knows everything from a target called null', async () => {
      const store = new SqlPauseStore(temporary.db);
      await store.begin(pause('api', '2026-01-01T02:00:00.000Z'), paused());
      await store.begin(pause('api', '2026-01-01T01:00:00.000Z'), paused());
      await store.begin(pause(null, '2026-01-01T03:00:00.000Z'), paused());
      const at = async (moment: string) =>
        (await store.at(moment)).map(({ target, until }) => [target, until]);
      expect(await at('2026-01-01T00:30:00.000Z')).toEqual([
        [null, '2026-01-01T03:00:00.000Z'],
        ['api', '2026-01-01T01:00:00.000Z'],
      ]);
      expect(await at('2026-01-01T01:00:00.000Z')).toHaveLength(1);
      expect(await store.end('null', AT, resumed())).toBe(false);
      expect(await store.end(null, AT, resumed())).toBe(true);
      expect(await store.end(null, AT, resumed())).toBe(false);
      expect(await eventNames()).toEqual([
        ...Array<string>(3).fill('automation.paused'),
        'automation.resumed',
      ]);
    });
  });
});
