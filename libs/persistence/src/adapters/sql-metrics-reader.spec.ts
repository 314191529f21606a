import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import type { EventMap, EventName } from '@app/contracts';
import { EventFactory } from '@app/event-bus';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlEventStore } from './sql-event-store.js';
import { SqlMetricsReader } from './sql-metrics-reader.js';

const loop = { key: 'k', target: 'api', actionType: 'RESTART_SERVICE' };
const nothing = {
  detections: [],
  heals: [],
  repairs: [],
  alerts: [],
  healDurations: [],
  incidentDurations: [],
};
const skipped = {
  key: 'k',
  target: 'api',
  mode: 'shadow',
  reason: 'no-action',
  detail: '',
} as const;
const action = { type: 'RESTART_SERVICE' };

describe('SqlMetricsReader', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let reader: SqlMetricsReader;
  let clock: FakeClock;
  let append: <N extends EventName>(name: N, payload: EventMap[N]) => Promise<void>;

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new FakeClock();
    reader = new SqlMetricsReader(temporary.db, clock);
    const [events, factory] = [new SqlEventStore(temporary.db, clock), new EventFactory(clock)];
    append = (name, payload) => events.append(factory.create(name, payload));
  });
  afterEach(() => temporary.dispose());

  it('finds nothing in a new database', async () => {
    expect(await reader.countsAfter(0)).toEqual({
      upTo: 0,
      ...nothing,
      heals: [],
    });
    expect(await reader.state()).toEqual({
      openIncidents: 0,
      openLoops: 0,
      watchdogLastTickAt: null,
      unfinishedHeals: { 'awaiting-approval': 0, requested: 0, running: 0, verifying: 0 },
      deliveries: [],
      unfinishedRepairs: 0,
      pauses: 0,
      undeliveredEvents: 0,
      lostBytes: 0,
      readBytes: {},
      lastValues: [],
    });
  });

  it('counts heals by action and outcome, and only what is new', async () => {
    await append('heal.skipped', { ...skipped, action });
    await append('heal.skipped', { ...skipped, action });
    await append('heal.skipped', skipped);
    await append('watchdog.started', { pid: 1, version: '1' });
    const first = await reader.countsAfter(0);
    expect(first.heals).toEqual(
      expect.arrayContaining([
        { action: 'RESTART_SERVICE', outcome: 'skipped', count: 2 },
        { action: 'none', outcome: 'skipped', count: 1 },
      ]),
    );
    await append('heal.skipped', { ...skipped, action });
    expect(await reader.countsAfter(first.upTo)).toEqual({
      upTo: first.upTo + 1,
      ...nothing,
      heals: [{ action: 'RESTART_SERVICE', outcome: 'skipped', count: 1 }],
    });
  });

  it('counts repairs by outcome', async () => {
    await append('repair.finished', {
      jobId: 'j',
      filePath: null,
      route: '/cart',
      outcome: 'rejected',
      message: '',
      diff: '',
      durationMs: 1,
      exchanges: [],
      requestedBy: 'api',
    });
    expect((await reader.countsAfter(0)).repairs).toEqual([{ outcome: 'rejected', count: 1 }]);
  });

  it('counts detections by what raised them', async () => {
    for (const id of ['api-crash', 'api-crash', 'slow']) {
      await append('detection.raised', {
        key: 'k',
        trigger: { kind: 'pattern', id },
        title: id,
        severity: 'error',
        occurrences: 1,
        streak: { length: 1, limit: 0 },
        lastSeenAt: '2026-01-01T00:00:00.000Z',
        evidence: { records: [], captures: {}, values: {} },
        plan: {
          mode: 'auto',
          target: 'api',
          cooldownSeconds: 0,
          verification: { windowSeconds: 1, settleSeconds: 0 },
          loop: { maxHeals: 1, windowSeconds: 1, pauseSeconds: 1, backoffSeconds: 1 },
        },
      });
    }
    expect((await reader.countsAfter(0)).detections).toEqual(
      expect.arrayContaining([
        { kind: 'pattern', trigger: 'api-crash', count: 2 },
        { kind: 'pattern', trigger: 'slow', count: 1 },
      ]),
    );
  });

  it('tells how long heals and incidents took', async () => {
    const heal = { healId: 'h', ...loop, action, attempt: 1, maxAttempts: 1 };
    await append('heal.succeeded', { ...heal, durationMs: 1_500, summary: '', output: '' });
    const failure = { reason: 'timeout', message: '', retryable: true, output: '' } as const;
    await append('heal.failed', { ...heal, durationMs: 9_000, ...failure });
    const ended = { key: 'k', target: 'api', title: 't', heals: 1, detections: 1 };
    await append('incident.resolved', { ...ended, by: 'verified', downtimeMs: 12_000 });
    expect(await reader.countsAfter(0)).toMatchObject({
      healDurations: [
        { action: 'RESTART_SERVICE', ms: 1_500 },
        { action: 'RESTART_SERVICE', ms: 9_000 },
      ],
      incidentDurations: [{ by: 'verified', ms: 12_000 }],
    });
  });

  it('counts loops that are not closed', async () => {
    for (const phase of ['closed', 'open', 'trial'])
      await temporary.db
        .insertInto('loop_guards')
        .values({
          key: phase,
          trigger_key: 'k',
          target: 'api',
          action_type: 'RESTART_SERVICE',
          state: JSON.stringify({ phase }),
          updated_at: '2026-01-01T00:00:00.000Z',
        })
        .execute();
    expect((await reader.state()).openLoops).toBe(2);
  });

  it('knows the newest value of each series of the last hour', async () => {
    const now = clock.now();
    const values = [
      { name: 'cpu', at: now - 3_600_001, value: 99 },
      { name: 'memory', at: now - 1_000, value: 41 },
      { name: 'memory', at: now, value: 42 },
      { name: 'memory', at: now - 2_000, value: 40 },
    ];
    await temporary.db
      .insertInto('measurements')
      .values(values.map((value) => ({ ...value, ok: 1 as const, message: '' })))
      .execute();
    expect((await reader.state()).lastValues).toEqual([{ name: 'memory', value: 42, ok: true }]);
  });

  it("knows the watchdog's last tick and the open incidents", async () => {
    const at = '2026-01-01T00:00:00.000Z';
    await temporary.db
      .insertInto('watchdog_status')
      .values({
        id: 1,
        pid: 1,
        host: 'h',
        version: '1',
        started_at: at,
        last_tick_at: at,
        stopped_at: null,
        report: '{}',
      })
      .execute();
    for (const status of ['open', 'resolved'] as const) {
      await temporary.db
        .insertInto('incidents')
        .values({
          id: status,
          key: 'k',
          target: 'api',
          title: 't',
          severity: 'error',
          status,
          opened_at: at,
          last_seen_at: at,
          resolved_at: null,
          resolved_by: null,
          detections: 1,
          heals: 0,
          suppressed: 0,
          detection: '{}',
        })
        .execute();
    }
    expect(await reader.state()).toMatchObject({ openIncidents: 1, watchdogLastTickAt: at });
  });
});
