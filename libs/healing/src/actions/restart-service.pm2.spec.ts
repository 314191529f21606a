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
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionParts } from '../../testing/action-parts.js';
import { freePort } from '../../testing/free-port.js';
import { Traffic } from '../../testing/traffic.js';

/** Real PM2 by its command line, in a folder of its own. */
jest.setTimeout(60_000);

const PM2_BIN = join(packageRoot, 'node_modules', '.bin', 'pm2');
const home = mkdtempSync(join(tmpdir(), 'autoheal-pm2-'));
const settings = { PM2_BIN, PM2_HOME: home };

let parts: ActionParts;

function pm2(...args: string[]): string {
  return pm2With({}, ...args);
}

function pm2With(extra: Record<string, string>, ...args: string[]): string {
  return execFileSync(PM2_BIN, args, {
    cwd: parts.root,
    env: childEnvironment({ PM2_HOME: home, GREETING: 'as started', ...extra }),
    encoding: 'utf8',
  });
}

interface Listed {
  readonly pid: number;
  readonly pm2_env: { readonly status: string };
}

function listing(): (Listed & { readonly name: string })[] {
  return JSON.parse(pm2('jlist')) as (Listed & { readonly name: string })[];
}

function listed(name: string): Listed | undefined {
  return listing().find((service) => service.name === name);
}

const restart = (service: string, environment = {}) =>
  parts.run({ type: 'RESTART_SERVICE', service }, { ...settings, ...environment });

beforeAll(() => {
  parts = new ActionParts();
  pm2('ping');
});
afterAll(async () => {
  pm2('kill');
  rmSync(home, { recursive: true, force: true });
  await parts.close();
});
beforeEach(() => {
  parts.write('server.js', 'setInterval(() => {}, 1000);');
});
afterEach(() => {
  if (listed('shop')) pm2('delete', 'shop');
});

describe('RESTART_SERVICE by PM2', () => {
  it('restarts a service and proves that a new process stays up', async () => {
    pm2('start', 'server.js', '--name', 'shop');
    const before = listed('shop')?.pid;
    const outcome = await restart('shop');
    const after = listed('shop');
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).toHaveProperty('summary', expect.stringContaining(String(after?.pid)));
    expect(after).toMatchObject({ pm2_env: { status: 'online' } });
    expect(after?.pid).not.toBe(before);
  });

  it('restarts all instances of a service', async () => {
    pm2('start', 'server.js', '--name', 'shop', '-i', '2');
    expect(await restart('shop')).toHaveProperty(
      'summary',
      expect.stringMatching(/PM2 reloaded shop: \d+ online.*, \d+ online/),
    );
  });

  it('brings a service back that has crashed too often', async () => {
    parts.write('server.js', 'process.exit(1)');
    pm2('start', 'server.js', '--name', 'shop', '--max-restarts', '1');
    while (listed('shop')?.pm2_env.status !== 'errored');
    parts.write('server.js', 'setInterval(() => {}, 1000);');
    expect(await restart('shop')).toMatchObject({ ok: true });
  });

  it("leaves the service the environment that it was started with, and adds nothing of the watchdog's", async () => {
    parts.write(
      'server.js',
      "require('fs').writeFileSync('seen.json', JSON.stringify(process.env)); setInterval(() => {}, 1000);",
    );
    pm2('start', 'server.js', '--name', 'shop');
    await restart('shop', { HEAL_PASS_ENV: 'NODE_OPTIONS' });
    const seen = readFileSync(join(parts.root, 'seen.json'), 'utf8');
    expect(JSON.parse(seen)).toMatchObject({ GREETING: 'as started' });
    expect(seen).not.toContain('AUTOHEAL_HEAL_ID');
  });

  it('does not call a service healed that crashes right after its restart', async () => {
    parts.write('server.js', 'setTimeout(() => process.exit(1), 300)');
    pm2('start', 'server.js', '--name', 'shop');
    const outcome = await restart('shop');
    expect(outcome).toMatchObject({ ok: false, reason: 'unhealthy' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('pm2 logs shop'));
  });

  it('leaves a service alone that an operator stopped', async () => {
    pm2('start', 'server.js', '--name', 'shop');
    pm2('stop', 'shop');
    const outcome = await restart('shop');
    expect(outcome).toMatchObject({ ok: false, reason: 'refused', retryable: false });
    expect(listed('shop')).toMatchObject({ pm2_env: { status: 'stopped' } });
  });

  it('fails clearly for what PM2 knows no service by, and names those it knows', async () => {
    pm2('start', 'server.js', '--name', 'shop');
    const before = listed('shop')?.pid;
    for (const name of ['shopp', 'all', '0', '/sh.*/', 'server.js', '--help']) {
      const outcome = await restart(name);
      expect(outcome).toMatchObject({ ok: false, reason: 'not-found', retryable: false });
      expect(outcome).toHaveProperty('message', expect.stringContaining('It knows: shop'));
    }
    expect(listed('shop')?.pid).toBe(before);
  });

  it("finds PM2 among the platform's own packages", async () => {
    parts.write('node_modules/.bin/.keep', '');
    symlinkSync(PM2_BIN, join(parts.root, 'node_modules/.bin/pm2-of-platform'));
    pm2('start', 'server.js', '--name', 'shop');
    expect(await restart('shop', { PM2_BIN: 'pm2-of-platform' })).toMatchObject({ ok: true });
  });

  it('says what to do when PM2 is not installed', async () => {
    const outcome = await restart('shop', { PM2_BIN: 'pm2-that-is-not-there' });
    expect(outcome).toMatchObject({ ok: false, reason: 'not-found' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('npm install pm2'));
  });

  it("says that PM2's daemon is down, and does not start one", async () => {
    const empty = join(parts.root, 'empty-home');
    const outcome = await restart('shop', { PM2_HOME: empty });
    expect(outcome).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(existsSync(empty)).toBe(false);
  });

  it('heeds its time limit', async () => {
    pm2('start', 'server.js', '--name', 'shop');
    const outcome = await parts.run(
      { type: 'RESTART_SERVICE', service: 'shop', timeoutMs: 100 },
      settings,
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
  });
});

describe('RESTART_SERVICE by PM2 in cluster mode', () => {
  const GOOD = `const server = require('http').createServer((_, r) => r.end('good'));
    server.listen(process.env.PORT);
    process.on('SIGINT', () => server.close(() => process.exit(0)));`;
  let port: string;
  beforeEach(async () => {
    port = String(await freePort());
    parts.write('server.js', GOOD);
  });
  const start = (instances: string) =>
    pm2With({ PORT: port }, 'start', 'server.js', '--name', 'shop', '-i', instances);
  const pids = () => listing().map(({ pid }) => pid);

  it('puts a new process in the place of the old one without a request lost', async () => {
    start('1');
    const [before] = pids();
    const traffic = await Traffic.start(`http://127.0.0.1:${port}/`);
    expect(await restart('shop')).toMatchObject({ ok: true });
    expect(await traffic.end()).toEqual({ good: expect.any(Number) });
    expect(pids()).toHaveLength(1);
    expect(pids()).not.toContain(before);
  });

  it.each(['1', '2'])('keeps the old processes when a new one fails (%s of them)', async (many) => {
    start(many);
    const before = pids();
    parts.write('server.js', 'process.exit(1)');
    const traffic = await Traffic.start(`http://127.0.0.1:${port}/`);
    const outcome = await restart('shop');
    expect(outcome).toMatchObject({ ok: false, reason: 'unhealthy' });
    expect(outcome).toHaveProperty(
      'message',
      expect.stringContaining('Its old processes were kept'),
    );
    expect(await traffic.end()).toEqual({ good: expect.any(Number) });
    expect(pids()).toEqual(before);
  });

  it('takes the candidate away again when it is cancelled', async () => {
    start('1');
    const before = pids();
    const cancel = new AbortController();
    const outcome = parts.run({ type: 'RESTART_SERVICE', service: 'shop' }, settings, {
      signal: cancel.signal,
    });
    while (pids().length === 1) await new Promise((resolve) => setTimeout(resolve, 50));
    cancel.abort();
    expect(await outcome).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(pids()).toEqual(before);
  });
});

describe('GENERAL_RESTART by PM2', () => {
  it('by default restarts what PM2 runs inside the project root', async () => {
    pm2('start', 'server.js', '--name', 'shop');
    const before = listed('shop')?.pid;
    const outcome = await parts.run({ type: 'GENERAL_RESTART' }, settings);
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).toHaveProperty('summary', expect.stringContaining('PM2 restarted shop'));
    expect(listed('shop')?.pid).not.toBe(before);
  });

  it('leaves alone what PM2 runs elsewhere', async () => {
    parts.write('elsewhere/package.json', '{}');
    pm2('start', 'server.js', '--name', 'shop');
    const outcome = await parts.run(
      { type: 'GENERAL_RESTART' },
      { ...settings, AUTOHEAL_PROJECT_ROOT: join(parts.root, 'elsewhere') },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid-parameters' });
  });
});
