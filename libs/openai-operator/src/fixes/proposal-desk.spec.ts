import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testBus } from '@app/event-bus/testing';
import { MemoryFixStore, TestProject } from '@app/openai-operator/testing';
import { ExecaProcessRunner } from '@app/process-runner';
import { platformSettings } from '@app/settings';
import { existsSync } from 'node:fs';
import type { Fix } from './fix.js';
import { FixDeploy } from './fix-deploy.js';
import { ProposalDesk } from './proposal-desk.js';

const [BEFORE, AFTER] = ['cart.coupon.percent;\n', 'cart.coupon?.percent;\n'];
const HOUR_MS = 3_600_000;

type Refusal = readonly [string, () => Promise<void>, Partial<Fix>];

describe('a proposed patch', () => {
  let project: TestProject;
  let store: MemoryFixStore;
  let parts: ReturnType<typeof testBus>;

  beforeEach(() => {
    project = new TestProject({ 'src/cart.js': BEFORE });
    store = new MemoryFixStore();
    parts = testBus();
  });
  afterEach(async () => {
    await parts.bus.stop();
    project.dispose();
  });

  const desk = (deployCommand = ''): ProposalDesk => {
    const settings = { windowMs: HOUR_MS, proposalMs: HOUR_MS, deployCommand };
    const platform = platformSettings.resolve({
      ...platformSettings.variables.parse({}),
      AUTOHEAL_PROJECT_ROOT: project.root,
      AUTOHEAL_DATA_DIR: project.path('../data'),
    });
    const deploy = new FixDeploy(settings, platform, new ExecaProcessRunner());
    return new ProposalDesk(settings, platform, store, parts.clock, parts.factory, deploy);
  };
  const proposed = (change: Partial<Fix> = {}): Promise<void> => {
    const now = new Date(parts.clock.now()).toISOString();
    return store.begin({
      id: 'repair-1',
      incidentId: 'incident-1',
      fingerprint: 'src/cart.js: TypeError: x',
      filePath: 'src/cart.js',
      before: BEFORE,
      after: AFTER,
      status: 'proposed',
      proposedAt: now,
      appliedAt: now,
      watchUntil: now,
      ...change,
    });
  };
  const source = (): string => project.read('src/cart.js');
  const fix = (): Fix => {
    const found = store.fixes.get('repair-1');
    if (!found) throw new Error('The fix is gone.');
    return found;
  };
  const status = (): string | undefined => store.fixes.get('repair-1')?.status;

  it('is applied when somebody approves it, and says who', async () => {
    await proposed();
    const approval = await desk().apply('repair-1', 'cli:alice');
    expect(approval).toMatchObject({ outcome: 'applied', first: true });
    expect([source(), status()]).toEqual([AFTER, 'applied']);
    expect(store.events).toMatchObject([
      {
        name: 'repair.applied',
        correlationId: 'incident-1',
        payload: { jobId: 'repair-1', filePath: 'src/cart.js', approvedBy: 'cli:alice' },
      },
    ]);
  });

  it('is applied once, however often somebody clicks', async () => {
    await proposed();
    const one = desk();
    const clicks = [one, one, desk()].map((each) => each.apply('repair-1', 'a'));
    const outcomes = (await Promise.all(clicks)).map((approval) =>
      approval.outcome === 'applied' ? approval.first : approval.outcome,
    );
    expect(outcomes.filter((first) => first === true)).toHaveLength(1);
    expect(await one.apply('repair-1', 'b')).toMatchObject({ outcome: 'applied', first: false });
    expect(store.events).toHaveLength(1);
  });

  it('is watched once it is deployed', async () => {
    await proposed();
    const one = desk('touch deployed');
    const approval = await one.apply('repair-1', 'a');
    if (approval.outcome !== 'applied') throw new Error(approval.outcome);
    expect(await one.deploy(approval.fix)).toBe('deployed');
    expect(existsSync(project.path('deployed'))).toBe(true);
    expect(status()).toBe('watching');
  });

  it('waits for a restart to be watched where nothing, or nothing well, is deployed', async () => {
    await proposed();
    expect(await desk().deploy(fix())).toBe('off');
    await desk().apply('repair-1', 'a');
    expect(await desk('exit 1').deploy(fix())).toBe('failed');
    expect(status()).toBe('applied');
  });

  const byHand = (): Promise<void> => {
    project.write('src/cart.js', 'by hand\n');
    return Promise.resolve();
  };

  it.each([
    ['file-changed', byHand, {}],
    ['expired', () => parts.clock.advance(HOUR_MS + 1), {}],
    ['being-applied', () => Promise.resolve(), { status: 'applying' }],
    ['reverted', () => Promise.resolve(), { status: 'reverted' }],
    ['reverted', () => proposed({ id: 'repair-0', status: 'reverted' }), {}],
  ] as readonly Refusal[])(
    'is refused as %s, and nothing is written',
    async (reason, meanwhile, change) => {
      await proposed(change);
      await meanwhile();
      const before = source();
      expect(await desk().apply('repair-1', 'a')).toMatchObject({ outcome: 'refused', reason });
      expect(source()).toBe(before);
      expect(status()).toBe(change.status ?? 'proposed');
      expect(store.events).toEqual([]);
    },
  );

  it('is refused where its file is gone, and nobody knows of another', async () => {
    await proposed({ filePath: 'src/gone.js' });
    expect(await desk().apply('repair-1', 'a')).toMatchObject({ reason: 'file-changed' });
    expect(await desk().apply('repair-9', 'a')).toEqual({ outcome: 'unknown' });
  });
});
