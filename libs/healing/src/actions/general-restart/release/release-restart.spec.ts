import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { ActionParts } from '../../../../testing/action-parts.js';
import { FakeServiceManager } from '../../../../testing/fake-service-manager.js';
import { ReleasePlatform } from '../../../../testing/release-platform.js';
import type { HealContext } from '../../heal-action.js';
import { Pm2Manager } from '../../services/pm2.manager.js';

let parts: ActionParts;
let platform: ReleasePlatform;
let manager: FakeServiceManager;

const manage = (before?: () => void): void => {
  manager = new FakeServiceManager(() => platform.liveAnswer, before);
  parts.overrides = [{ provide: Pm2Manager, useValue: manager }];
};

const release = (more: object = {}, context: Partial<HealContext> = {}) =>
  parts.run(
    {
      type: 'GENERAL_RESTART',
      strategy: 'release',
      release: {
        folder: platform.folder,
        repository: platform.repository,
        install: false,
        build: ['node', 'build.js'],
        test: ['node', 'test.js'],
        services: [{ service: 'shop' }],
        health: { settleSeconds: 0.2, watchSeconds: 0.1, intervalSeconds: 0.05 },
        ...more,
      },
    },
    {},
    context,
  );

const said = (outcome: object) => (outcome as { message?: string }).message ?? '';

beforeEach(() => {
  parts = new ActionParts();
  platform = new ReleasePlatform();
  manage();
});
afterEach(async () => {
  await parts.close();
  platform.dispose();
});

describe('GENERAL_RESTART by the strategy release', () => {
  it('takes a new revision live, and says what was live before', async () => {
    const revision = platform.commit({ answer: 'good-1' });
    const outcome = await release();
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).toHaveProperty('summary', expect.stringContaining(revision.slice(0, 12)));
    expect(outcome).toHaveProperty('summary', expect.stringContaining('Before it: first'));
    expect(manager.running).toBe('good-1');
    expect(platform.releases).toContain('first');
  });

  it('restarts the live release where there is nothing newer', async () => {
    platform.commit({ answer: 'good-1' });
    await release();
    const { current } = platform;
    const outcome = await release();
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).toHaveProperty('summary', expect.stringContaining('no newer revision'));
    expect(platform.current).toBe(current);
    expect(manager.restarts).toBe(2);
  });

  it('follows a branch that was forced to another history', async () => {
    platform.commit({ answer: 'good-1' });
    await release();
    platform.git('reset', '-q', '--hard', 'HEAD~1');
    platform.commit({ answer: 'good-2' });
    expect(await release()).toMatchObject({ ok: true });
    expect(manager.running).toBe('good-2');
  });

  it('leaves a healthy live release alone when the new one fails, and shows what its programs wrote', async () => {
    platform.commit({ answer: 'bad', tests: 'failing' });
    const outcome = await release();
    expect(outcome).toMatchObject({ ok: false, reason: 'exit-code', retryable: true });
    expect(said(outcome)).toMatch(/failed at "test".*first stays live; it is healthy and was not/);
    expect(outcome.output).toContain('1 test failed');
    expect(manager.restarts).toBe(0);
    expect(platform.releases).toEqual(['first']);
  });

  it('restarts a live release that is ill when the new one fails', async () => {
    manager.ill.add('good-0');
    platform.commit({ answer: 'bad', build: 'broken' });
    const outcome = await release();
    expect(manager.restarts).toBe(1);
    expect(said(outcome)).toMatch(/failed at "build".*is not healthy, and a restart did not help/);
  });

  it('does not build a revision again that has just failed, but restarts what is live', async () => {
    platform.commit({ answer: 'bad', build: 'broken' });
    await release();
    const outcome = await release();
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).toHaveProperty('summary', expect.stringContaining('failed at "build" at'));
    expect(outcome.output).not.toContain('cannot build');
    expect(await release({ retryAfterSeconds: 0 })).toMatchObject({ ok: false });
  });

  it('says that nothing can be fetched, and keeps what is live', async () => {
    const outcome = await release({ branch: 'no-such-branch' });
    expect(said(outcome)).toMatch(/^"fetch" failed: .*first stays live/);
  });

  it('says when the old release is not healthy either after the rollback', async () => {
    manager.crashing = new Set(['bad', 'good-0']);
    platform.commit({ answer: 'bad' });
    expect(said(await release())).toMatch(
      /failed at "reload": shop does not stay up\. Rolled back to first; but it is not healthy either/,
    );
    expect(platform.current).toBe('releases/first');
  });

  it('rolls back what becomes ill while it is watched', async () => {
    platform.commit({ answer: 'bad' });
    const running = release({ health: { watchSeconds: 30, intervalSeconds: 0.05 } });
    while (manager.running !== 'bad') await new Promise((resolve) => setTimeout(resolve, 10));
    manager.ill.add('bad');
    expect(said(await running)).toMatch(/failed at "watch": shop is not up.*Rolled back to first/);
    expect(manager.running).toBe('good-0');
  });

  it('rolls back when it is cancelled under watch, and does not hold it against the revision', async () => {
    platform.commit({ answer: 'good-1' });
    const cancel = new AbortController();
    const running = release({ health: { watchSeconds: 30 } }, { signal: cancel.signal });
    while (manager.running !== 'good-1') await new Promise((resolve) => setTimeout(resolve, 10));
    cancel.abort();
    const outcome = await running;
    expect(outcome).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(said(outcome)).toContain('Rolled back to first');
    expect(manager.running).toBe('good-0');
    expect(await release()).toMatchObject({ ok: true });
    expect(manager.running).toBe('good-1');
  });

  it('ends a step that hangs', async () => {
    const hang = ['node', '-e', 'setInterval(() => {}, 1000)'];
    platform.commit({ answer: 'good-1' });
    const outcome = await release({ test: hang, stepTimeoutSeconds: 3 });
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
    expect(said(outcome)).toContain('failed at "test"');
  });

  it('gives each release a link to what they share', async () => {
    mkdirSync(platform.path('shared', 'data'), { recursive: true });
    writeFileSync(platform.path('shared', 'data', 'file'), 'kept');
    platform.commit({ answer: 'good-1' });
    expect(await release({ shared: ['data'] })).toMatchObject({ ok: true });
    expect(readFileSync(platform.path('current', 'data', 'file'), 'utf8')).toBe('kept');
    platform.commit({ answer: 'good-2' });
    expect(said(await release({ shared: ['.env'] }))).toContain('which `shared` names');
  });

  it('keeps so many proven releases, and what it did not make', async () => {
    mkdirSync(platform.path('releases', 'by-hand'));
    for (const answer of ['good-1', 'good-2', 'good-3', 'good-4']) {
      platform.commit({ answer });
      expect(await release({ keep: 2 })).toMatchObject({ ok: true });
    }
    expect(platform.releases).toHaveLength(4);
    expect(platform.releases).toEqual(expect.arrayContaining(['by-hand', 'first']));
    expect(manager.running).toBe('good-4');
  });

  it('refuses when an operator has stopped the service', async () => {
    manager.stopped = true;
    platform.commit({ answer: 'good-1' });
    expect(await release()).toMatchObject({ ok: false, reason: 'refused' });
    expect(platform.current).toBe('releases/first');
  });

  it('says how to set up the first release', async () => {
    rmSync(platform.path('current'));
    expect(said(await release())).toMatch(/git clone -b main .*releases\/first && ln -s/);
    symlinkSync('releases/gone', platform.path('current'));
    expect(await release()).toMatchObject({ ok: false, reason: 'invalid-parameters' });
  });

  it.each([
    ['an option as a branch', { branch: '--upload-pack=x' }],
    ['an option as a repository', { repository: '-x' }],
    ['a shared path outside', { shared: ['../x'] }],
    ['a relative folder', { folder: 'shop' }],
    ['no service', { services: [] }],
  ])('refuses %s', async (_what, more) => {
    await expect(release(more)).rejects.toThrow('GENERAL_RESTART');
  });
});

describe('GENERAL_RESTART by the strategy release, killed', () => {
  class Killed extends Error {}

  /** Ends everything at the n-th thing that happens, as a kill would: no step comes after it. */
  function killAt(point: number): { before: () => void; survived: () => boolean } {
    let count = 0;
    return {
      before: () => {
        count += 1;
        if (count >= point) throw new Killed();
      },
      survived: () => count < point,
    };
  }

  it.each([
    ['a good revision', { answer: 'new' }, 'new'],
    ['a revision that crashes', { answer: 'crash' }, 'good-0'],
  ])(
    'between any two steps of %s leaves what the next run puts right',
    async (_what, revision, expected) => {
      let point = 0;
      for (let survived = false; !survived;) {
        point += 1;
        platform.dispose();
        platform = new ReleasePlatform();
        platform.commit(revision);
        const kill = killAt(point);
        manage(kill.before);
        manager.crashing.add('crash');
        // Only at what the run itself says: a program's output comes from elsewhere.
        const onOutput = (text: string): void => {
          if (text.startsWith('[')) kill.before();
        };
        await release({}, { onOutput }).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        survived = kill.survived();
        expect(['good-0', 'new', 'crash']).toContain(platform.liveAnswer);
        manage();
        manager.crashing.add('crash');
        const again = await release({ retryAfterSeconds: 0 });
        expect(again.ok).toBe(expected === 'new');
        expect(manager.running).toBe(expected);
        expect(platform.liveAnswer).toBe(expected);
        expect(platform.state).not.toHaveProperty('trying');
        expect(platform.releases).toHaveLength(expected === 'new' ? 2 : 1);
        expect(existsSync(platform.path('current.next'))).toBe(false);
      }
      expect(point).toBeGreaterThan(10);
    },
    120_000,
  );

  it('takes a state file that is spoilt for empty, and git locks for stale', async () => {
    platform.commit({ answer: 'good-1' });
    await release();
    writeFileSync(platform.path('releases.json'), '{"proven": [');
    writeFileSync(platform.path('repository.git', 'refs', 'heads', 'main.lock'), '');
    platform.commit({ answer: 'good-2' });
    expect(await release()).toMatchObject({ ok: true });
    expect(manager.running).toBe('good-2');
  });
});
