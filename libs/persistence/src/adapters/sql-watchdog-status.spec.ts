import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import type { RunningWatchdog } from '@app/contracts';
import { temporaryDatabase } from '../../testing/index.js';
import { SqlWatchdogStatus } from './sql-watchdog-status.js';

describe('SqlWatchdogStatus', () => {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  let clock: FakeClock;
  let store: SqlWatchdogStatus;
  const iso = () => new Date(clock.now()).toISOString();
  const watchdog = (pid: number): RunningWatchdog => ({
    pid,
    host: 'host-a',
    version: '1.2.3',
    startedAt: '2026-01-01T00:00:00.000Z',
    report: {
      devMode: false,
      patternsPath: '/p.yaml',
      patterns: 3,
      sources: [{ id: 'perf', path: 'logs/perf/hourly.log' }],
      probes: ['api-health'],
      features: [],
      problems: [],
    },
  });

  beforeEach(async () => {
    temporary = await temporaryDatabase();
    clock = new FakeClock();
    store = new SqlWatchdogStatus(temporary.db, clock);
  });
  afterEach(() => temporary.dispose());

  it('knows of no watchdog where none has run', async () => {
    expect(await store.read()).toBeUndefined();
  });

  it('gives back what the watchdog said of itself, with its last tick', async () => {
    await store.started(watchdog(1));
    await clock.advance(1_000);
    await store.tick();
    expect(await store.read()).toEqual({ ...watchdog(1), lastTickAt: iso(), stoppedAt: null });
  });

  it('keeps the newest report', async () => {
    await store.started(watchdog(1));
    const report = { ...watchdog(1).report, patterns: 4 };
    await store.report(report);
    expect((await store.read())?.report).toEqual(report);
  });

  it('remembers when it stopped, until the next one starts', async () => {
    await store.started(watchdog(1));
    await store.stopped();
    expect((await store.read())?.stoppedAt).toBe(iso());
    await store.started(watchdog(2));
    expect(await store.read()).toMatchObject({ pid: 2, stoppedAt: null });
  });
});
