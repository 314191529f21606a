import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testBus } from '@app/event-bus/testing';
import { MemoryFixStore, TestProject } from '@app/openai-operator/testing';
import { ExecaProcessRunner } from '@app/process-runner';
import { platformSettings } from '@app/settings';
import { existsSync } from 'node:fs';
import type { Fix } from './fix.js';
import { FixDeploy } from './fix-deploy.js';
import { FixReverter } from './fix-reverter.js';
import { FixWatch } from './fix-watch.js';
import type { FixWatchSettings } from './fix-watch.settings.js';

const [BEFORE, AFTER] = ['cart.coupon.percent;\n', 'cart.coupon?.percent;\n'];
const ERROR = "TypeError: Cannot read properties of undefined (reading 'percent')\n  at total";
const HOUR_MS = 3_600_000;

describe('the watch over applied fixes', () => {
  let project: TestProject;
  let parts: ReturnType<typeof testBus>;
  let store: MemoryFixStore;
  let settings: FixWatchSettings;

  beforeEach(() => {
    project = new TestProject({ 'src/cart.js': AFTER });
    parts = testBus();
    store = new MemoryFixStore();
    settings = { windowMs: HOUR_MS, proposalMs: HOUR_MS, deployCommand: 'touch deployed' };
  });
  afterEach(async () => {
    await parts.bus.stop();
    project.dispose();
  });

  const start = (): void => {
    const { bus, clock, factory } = parts;
    const platform = platformSettings.resolve({
      ...platformSettings.variables.parse({}),
      AUTOHEAL_PROJECT_ROOT: project.root,
      AUTOHEAL_DATA_DIR: project.path('../data'),
    });
    const runner = new ExecaProcessRunner();
    const deploy = new FixDeploy(settings, platform, runner);
    const reverter = new FixReverter(platform, store, deploy, factory, bus);
    new FixWatch(settings, platform, store, clock, reverter, bus).onModuleInit();
    bus.on('heal.requested', () => undefined);
    bus.start();
  };
  const applied = (change: Partial<Fix> = {}): Promise<void> => {
    const now = parts.clock.now();
    return store.begin({
      id: 'repair-1',
      incidentId: 'incident-1',
      fingerprint:
        "src/cart.js: TypeError: Cannot read properties of undefined (reading 'percent')",
      filePath: 'src/cart.js',
      before: BEFORE,
      after: AFTER,
      status: 'watching',
      proposedAt: null,
      appliedAt: new Date(now).toISOString(),
      watchUntil: new Date(now + HOUR_MS).toISOString(),
      ...change,
    });
  };
  const detected = (text = ERROR, correlationId = 'incident-2'): Promise<unknown> =>
    parts.bus.publish(
      'detection.raised',
      {
        lastSeenAt: new Date(parts.clock.now()).toISOString(),
        evidence: { records: [{ text }], captures: {} },
      } as never,
      { correlationId },
    );
  const heal = (name: 'heal.succeeded' | 'heal.ineffective', type: string, reason = '') => {
    const payload = { action: { type }, reason };
    return parts.bus.publish(name, payload as never, { correlationId: 'incident-1' });
  };
  const source = (): string => project.read('src/cart.js');
  const status = (): string | undefined => store.fixes.get('repair-1')?.status;

  it('takes a fix back whose error returns, says so, and deploys what is there again', async () => {
    start();
    await applied();
    await parts.clock.advance(60_000);
    await detected();
    expect([source(), status()]).toEqual([BEFORE, 'reverted']);
    expect(store.events).toMatchObject([
      {
        name: 'repair.reverted',
        correlationId: 'incident-2',
        payload: { jobId: 'repair-1', outcome: 'reverted' },
      },
    ]);
    expect(existsSync(project.path('deployed'))).toBe(true);
  });

  it('does so too when the core finds that the fix did not help', async () => {
    start();
    await applied();
    await heal('heal.ineffective', 'CODEX_FIX_FILE', 'probe-unknown');
    expect(status()).toBe('watching');
    await heal('heal.ineffective', 'CODEX_FIX_FILE', 'trigger-fired');
    expect([source(), status()]).toEqual([BEFORE, 'reverted']);
  });

  it('leaves a fix alone when another error comes, or the same in lines from before it', async () => {
    start();
    await applied();
    await detected();
    await parts.clock.advance(60_000);
    await detected("TypeError: Cannot read properties of undefined (reading 'other')");
    expect([source(), status()]).toEqual([AFTER, 'watching']);
  });

  it('counts a fix as held when its time is over', async () => {
    start();
    await applied();
    await parts.clock.advance(HOUR_MS);
    await detected();
    expect([source(), status()]).toEqual([AFTER, 'held']);
  });

  it('begins to watch when something was restarted: the error before comes from old code', async () => {
    start();
    await applied({ status: 'applied' });
    await parts.clock.advance(60_000);
    await detected();
    expect(status()).toBe('applied');
    await heal('heal.succeeded', 'CHECK_DB_HEALTH');
    expect(status()).toBe('applied');
    await heal('heal.succeeded', 'RESTART_SERVICE');
    expect(status()).toBe('watching');
    await parts.clock.advance(60_000);
    await detected();
    expect(status()).toBe('reverted');
  });

  it('never overwrites what somebody changed since', async () => {
    start();
    await applied();
    project.write('src/cart.js', 'by hand\n');
    await parts.clock.advance(60_000);
    await detected();
    expect([source(), status()]).toEqual(['by hand\n', 'changed']);
    expect(store.events).toMatchObject([{ payload: { outcome: 'changed' } }]);
    expect(existsSync(project.path('deployed'))).toBe(false);
  });

  it('finishes what a crash interrupted between the file and its record', async () => {
    start();
    await applied();
    project.write('src/cart.js', BEFORE);
    await parts.clock.advance(60_000);
    await detected();
    expect([source(), status()]).toEqual([BEFORE, 'reverted']);
  });

  it('takes up a fix whose run died after it was put in place, at the next restart', async () => {
    start();
    await applied({ status: 'applying' });
    await heal('heal.succeeded', 'GENERAL_RESTART');
    expect(status()).toBe('watching');
  });

  it('does nothing where it is switched off', async () => {
    settings = { ...settings, windowMs: 0 };
    start();
    await applied();
    await parts.clock.advance(60_000);
    await detected();
    expect(status()).toBe('watching');
  });
});
