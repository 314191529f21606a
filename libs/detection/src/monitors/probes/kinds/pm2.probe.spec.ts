import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { childEnvironment } from '@app/process-runner';
import { packageRoot } from '@app/settings';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeTools } from '../../../../testing/index.js';
import { probeSchema } from '../probe.schema.js';
import { runProbe } from '../run-probe.js';

jest.setTimeout(120_000);

const home = mkdtempSync(join(tmpdir(), 'autoheal-pm2-probe-'));
const bin = join(packageRoot, 'node_modules', '.bin', 'pm2');
const tools = { ...probeTools(home, home), pm2: { pm2Bin: bin, pm2Home: home } };

const pm2 = (...args: string[]): string =>
  execFileSync(bin, args, { env: childEnvironment({ PM2_HOME: home }), encoding: 'utf8' });
/** What does not run just now is listed as 0, and to kill that would be to kill this test. */
const killOne = (): void => {
  const pids = pm2('pid', 'shop').split('\n').map(Number);
  const running = pids.find((pid) => pid > 0);
  if (running === undefined) throw new Error('PM2 runs no shop');
  process.kill(running, 'SIGKILL');
};
const look = (more: object = {}) =>
  runProbe(
    probeSchema.parse({ id: 'shop', type: 'pm2', service: 'shop', timeoutMs: 30_000, ...more }),
    new AbortController().signal,
    tools,
  );

describe('a pm2 probe', () => {
  it('does not wake a daemon that does not run', async () => {
    expect(await look()).toMatchObject({ status: 'failed', reason: 'not-started' });
  });

  describe('of a real PM2', () => {
    beforeAll(() => {
      writeFileSync(join(home, 'shop.js'), 'setInterval(() => {}, 1000)');
      pm2('start', join(home, 'shop.js'), '--name', 'shop', '-i', '2');
    });
    afterAll(() => {
      pm2('kill');
      rmSync(home, { recursive: true, force: true });
    });

    it('counts its processes, and what PM2 restarts by itself, but not what people restart', async () => {
      expect(await look()).toMatchObject({ status: 'ok', facts: { online: 2, restarts: 0 } });
      expect(await look({ minInstances: 3 })).toMatchObject({ reason: 'not-online' });

      killOne();
      let after = await look({ maxRestarts: 9 });
      while (after?.status !== 'ok' || after.facts['restarts'] === 0)
        after = await look({ maxRestarts: 9 });
      expect(after.facts).toEqual({ online: 2, restarts: 1 });
      expect(await look()).toMatchObject({ status: 'ok', facts: { restarts: 0 } });

      killOne();
      let failed = await look();
      while (failed?.status === 'ok') failed = await look();
      expect(['restarts', 'not-online']).toContain(failed?.reason);
      while ((await look({ maxRestarts: 9 }))?.status !== 'ok');

      pm2('restart', 'shop');
      expect(await look()).toMatchObject({ status: 'ok', facts: { online: 2, restarts: 0 } });
      pm2('stop', 'shop');
      expect(await look()).toMatchObject({ reason: 'not-online', detail: 'shop is stopped' });
      expect(await look({ service: 'other' })).toMatchObject({ detail: 'PM2 knows no other' });
    });
  });
});
