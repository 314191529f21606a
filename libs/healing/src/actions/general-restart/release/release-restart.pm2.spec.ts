import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { childEnvironment } from '@app/process-runner';
import { packageRoot } from '@app/settings';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionParts } from '../../../../testing/action-parts.js';
import { freePort } from '../../../../testing/free-port.js';
import { ReleasePlatform, type Revision } from '../../../../testing/release-platform.js';
import { Traffic } from '../../../../testing/traffic.js';

/** A real git repository, a real service under real PM2, and real requests all the while. */
jest.setTimeout(400_000);

/** In the suite a few of each kind; `npm run bench bad-revisions` takes fifty. */
const BAD_REVISIONS = Number(process.env['BAD_REVISIONS'] ?? 8);
const GOOD_AFTER = Math.ceil(BAD_REVISIONS / 5);

const PM2_BIN = join(packageRoot, 'node_modules', '.bin', 'pm2');
const home = mkdtempSync(join(tmpdir(), 'autoheal-pm2-'));
const parts = new ActionParts();
let platform: ReleasePlatform;
let port: number;
let traffic: Traffic;

const pm2 = (...args: string[]): string =>
  execFileSync(PM2_BIN, args, {
    env: childEnvironment({ PM2_HOME: home, PORT: String(port) }),
    encoding: 'utf8',
    cwd: home,
  });

const trial = { command: ['node', 'server.js'], watchSeconds: 0.4, intervalSeconds: 0.05 };

const release = (more: object = {}) =>
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
        health: {
          url: `http://127.0.0.1:${String(port)}/`,
          settleSeconds: 10,
          watchSeconds: 1,
          intervalSeconds: 0.2,
        },
        keep: 3,
        ...more,
      },
    },
    { PM2_BIN, PM2_HOME: home },
  );

beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  pm2('kill');
  rmSync(home, { recursive: true, force: true });
  await parts.close();
});
beforeEach(async () => {
  platform = new ReleasePlatform();
  pm2('start', platform.path('current/server.js'), '--name', 'shop', '-i', '1');
  traffic = await Traffic.start(`http://127.0.0.1:${String(port)}/`);
});
afterEach(async () => {
  await traffic.end();
  pm2('delete', 'shop');
  platform.dispose();
});

const badKinds: readonly (readonly [string, Omit<Revision, 'answer'>])[] = [
  ['build', { build: 'broken' }],
  ['test', { tests: 'failing' }],
  ['trial', { boot: 'crashes' }],
  ['trial', { illAfterMs: 150 }],
];

describe('GENERAL_RESTART by the strategy release', () => {
  it('serves only good releases through many bad revisions, and takes the good ones in between', async () => {
    const good = ['good-0'];
    for (let bad = 1; bad <= BAD_REVISIONS; bad += 1) {
      const [step, what] = badKinds[bad % badKinds.length] ?? ['', {}];
      platform.commit({ answer: `bad-${String(bad)}`, ...what });
      const outcome = await release({ trial });
      expect(outcome).toMatchObject({ ok: false });
      expect(outcome).toHaveProperty('message', expect.stringContaining(`failed at "${step}"`));
      expect(platform.liveAnswer).toBe(good.at(-1));
      if (bad % GOOD_AFTER !== 0) continue;
      good.push(`good-${String(bad)}`);
      platform.commit({ answer: `good-${String(bad)}` });
      expect(await release({ trial })).toMatchObject({ ok: true });
      expect(platform.liveAnswer).toBe(good.at(-1));
    }
    const answers = await traffic.end();
    expect(Object.keys(answers).sort()).toEqual(good.sort());
    expect(platform.releases).toHaveLength(4);
  });

  it('rolls back by itself what is ill only once it is live, and never refuses a request', async () => {
    platform.commit({ answer: 'bad', illAfterMs: 600, onlyLive: true });
    const outcome = await release({ trial });
    expect(outcome).toMatchObject({ ok: false, reason: 'unhealthy' });
    expect(outcome).toHaveProperty(
      'message',
      expect.stringMatching(/failed at "watch".*answered 500/),
    );
    expect(outcome).toHaveProperty(
      'message',
      expect.stringContaining(
        'Rolled back to first; the services were restarted on it and are healthy',
      ),
    );
    expect(platform.current).toBe('releases/first');
    const after = await Traffic.start(`http://127.0.0.1:${String(port)}/`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(Object.keys(await after.end())).toEqual(['good-0']);
    expect(Object.keys(await traffic.end()).sort()).toEqual(['bad', 'good-0', 'ill']);
  });

  it('keeps the old processes where the new ones crash only under PM2', async () => {
    platform.commit({ answer: 'bad', boot: 'crashes', onlyLive: true });
    const outcome = await release();
    expect(outcome).toHaveProperty(
      'message',
      expect.stringMatching(/failed at "reload".*old processes were kept.*Rolled back to first/),
    );
    expect(Object.keys(await traffic.end())).toEqual(['good-0']);
  });
});
