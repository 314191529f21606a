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
import {
  appendFileSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FollowedFolder } from '../../testing/index.js';

jest.setTimeout(120_000);
const LONG_MS = 60_000;

const home = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-pm2-source-')));
const bin = join(packageRoot, 'node_modules', '.bin', 'pm2');
const logOf = (service: string, kind = 'out'): string =>
  join(home, 'logs', `${service}-${kind}.log`);

function pm2(...args: string[]): void {
  execFileSync(bin, args, { cwd: home, env: childEnvironment({ PM2_HOME: home }) });
}

/** A service that says nothing by itself; its logs are written to as PM2 does, by appending. */
function startService(name: string): void {
  pm2('start', join(home, 'quiet.js'), '--name', name);
}

describe('a pm2 source', () => {
  let logs: FollowedFolder;
  const start = (service?: string): Promise<void> =>
    logs.start({ id: 'pm2', type: 'pm2', ...(service === undefined ? {} : { service }) });
  const names = (): (string | undefined)[] =>
    (logs.follower?.status() ?? []).map(({ path }) => basename(path)).sort();

  beforeAll(() => {
    writeFileSync(join(home, 'quiet.js'), 'setInterval(() => {}, 1000)');
  });
  beforeEach(() => {
    logs = new FollowedFolder({ pm2Bin: bin, pm2Home: home });
  });
  afterEach(() => logs.dispose());
  afterAll(() => {
    pm2('kill');
    rmSync(home, { recursive: true, force: true });
  });

  it('says that the daemon does not run, without starting one, and follows once it does', async () => {
    await start();
    expect(logs.follower?.status()).toMatchObject([
      { sourceId: 'pm2', problem: expect.stringContaining('its daemon does not run in') },
    ]);
    startService('api');
    appendFileSync(logOf('api'), 'before the first look\n');
    const deadline = Date.now() + LONG_MS;
    while (names().join() !== 'api-error.log,api-out.log' && Date.now() < deadline)
      await logs.drain();
    appendFileSync(logOf('api'), 'out\n');
    appendFileSync(logOf('api', 'error'), 'error\n');
    await logs.drainUntil(2);
    expect([...logs.lines].sort()).toEqual(['error', 'out']);
  });

  it('reads on over rotation and a crash, and new services from their beginning', async () => {
    await start();
    await logs.drain();
    appendFileSync(logOf('api'), 'before rotation\n');
    renameSync(logOf('api'), `${logOf('api')}.1`);
    writeFileSync(logOf('api'), 'after rotation\n');
    await logs.crash();
    startService('web');
    appendFileSync(logOf('web'), 'web is new\n');
    await start();
    await logs.drainUntil(3);
    startService('worker');
    appendFileSync(logOf('worker'), 'worker is new\n');
    await logs.drainUntil(4, LONG_MS);
    expect([...logs.lines].sort()).toEqual([
      'after rotation',
      'before rotation',
      'web is new',
      'worker is new',
    ]);
  });

  it('follows only the services that it names', async () => {
    await start('web');
    expect(names()).toEqual(['web-error.log', 'web-out.log']);
  });
});
