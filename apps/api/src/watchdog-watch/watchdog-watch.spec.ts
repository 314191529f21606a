import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AlertChannels, DirectAlert, type DeliveryOutcome } from '@app/alerting';
import type { AlertMessage, WatchdogStatus, WatchdogStatusStore } from '@app/contracts';
import { testBus } from '@app/event-bus/testing';
import { DirectNews } from './direct-news.js';
import { WatchdogWatch } from './watchdog-watch.js';

const SECOND = 1_000;

describe('WatchdogWatch', () => {
  let parts: ReturnType<typeof testBus>;
  let status: WatchdogStatus | undefined;
  let sent: AlertMessage[];
  let outcome: DeliveryOutcome;
  let watch: WatchdogWatch;

  const make = (): WatchdogWatch => {
    const channel = {
      id: 'slack',
      enabled: true,
      send: (message: AlertMessage) => {
        sent.push(message);
        return Promise.resolve(outcome);
      },
    };
    const channels = { enabled: () => [channel] } as unknown as AlertChannels;
    const store = { read: () => Promise.resolve(status) } as unknown as WatchdogStatusStore;
    const news = new DirectNews(new DirectAlert(channels, parts.clock));
    return new WatchdogWatch(store, parts.store, parts.clock, parts.bus, news);
  };
  /** The watchdog gives a sign of life. */
  const tick = (stopped = false) => {
    const now = new Date(parts.clock.now()).toISOString();
    status = {
      pid: 7,
      host: 'web-1',
      version: '1',
      startedAt: now,
      lastTickAt: now,
      stoppedAt: stopped ? now : null,
      report: {
        devMode: false,
        patternsPath: '',
        patterns: 0,
        sources: [],
        probes: [],
        features: [],
        problems: ['A line was not seen'],
      },
    };
  };
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) await parts.clock.advance(SECOND);
  };
  const headlines = () => sent.map(({ headline }) => headline);

  beforeEach(async () => {
    parts = testBus();
    sent = [];
    outcome = { ok: true };
    watch = make();
    watch.onApplicationBootstrap();
    tick();
    await pass(2);
  });

  it('tells once of a silence, with what the watchdog said last, and once of its end', async () => {
    await pass(60);
    expect(sent).toMatchObject([
      {
        kind: 'notice',
        severity: 'critical',
        headline: expect.stringMatching(
          /^The watchdog on web-1 has given no sign of life for 1\d s/,
        ),
        whoMustAct: expect.stringContaining('process 7'),
        symptom: expect.stringContaining('A line was not seen'),
      },
    ]);
    tick();
    await pass(5);
    expect(headlines()[1]).toMatch(/^The watchdog on web-1 is back after \d+ s of silence/);
    expect(parts.store.events.map(({ name }) => name)).toEqual(['alert.raised', 'alert.resolved']);
    await pass(15);
    expect(sent).toHaveLength(3);
  });

  it.each([
    [
      'one that runs',
      () => {
        tick();
      },
    ],
    [
      'one that was stopped in good order',
      () => {
        tick(true);
      },
    ],
    ['none that ever ran', () => (status = undefined)],
  ])('says nothing of %s', async (_what, state) => {
    state();
    if (status?.stoppedAt === null) {
      for (let second = 0; second < 30; second += 1) {
        tick();
        await pass(1);
      }
    } else await pass(30);
    expect(sent).toEqual([]);
  });

  it('does not blame the watchdog for a time in which it slept itself', async () => {
    const before = parts.clock.now.bind(parts.clock);
    parts.clock.now = () => before() + 3_600 * SECOND;
    await pass(1);
    tick();
    await pass(3);
    expect(sent).toEqual([]);
  });

  it('tries again until the channel has it', async () => {
    outcome = { ok: false, reason: 'unreachable', retryable: true, message: '' };
    await pass(20);
    expect(sent).toHaveLength(1);
    outcome = { ok: true };
    await pass(60);
    expect(sent).toHaveLength(2);
  });

  it('does not tell again what an earlier run of the API has told', async () => {
    await pass(20);
    await watch.onApplicationShutdown();
    make().onApplicationBootstrap();
    await pass(20);
    expect(sent).toHaveLength(1);
  });
});
