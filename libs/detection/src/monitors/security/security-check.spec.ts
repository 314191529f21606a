import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@app/clock/testing';
import { ExecaProcessRunner } from '@app/process-runner';
import { platformSettings } from '@app/settings';
import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MonitorLogs } from '../monitor-logs.js';
import { CronJobs } from '../schedule/cron-jobs.js';
import { securityCheckSchema } from './security-check.schema.js';
import { SecurityCheck } from './security-check.js';

const ADVISORY = {
  id: 1,
  url: 'https://example.com/advisory',
  title: 'Prototype pollution',
  vulnerable_versions: '<2.0.0',
  cwe: [],
  cvss: { score: 9, vectorString: null },
};
const advisories = {
  'tiny-pad': [{ ...ADVISORY, severity: 'high' }],
  'tiny-trim': [{ ...ADVISORY, severity: 'low', title: 'Slow\nregular expression' }],
};

function answerOfRegistry(path: string): object {
  if (path.endsWith('/advisories/bulk')) return advisories;
  const name = path.slice(1);
  const versions = ['1.0.0', '2.0.0'].map((version) => [version, { name, version, dist: {} }]);
  return {
    name,
    'dist-tags': { latest: '2.0.0' },
    versions: Object.fromEntries(versions) as object,
  };
}

describe('SecurityCheck', () => {
  let folder: string;
  let registry: Server;
  let check: SecurityCheck;
  let jobs: SchedulerRegistry;
  const environment = { ...process.env };

  const spec = (fields: object = {}) => securityCheckSchema.parse(fields);
  const lines = () => {
    const path = join(folder, 'logs/security/hourly-fix.log');
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  };

  /** A project of two packages, installed only according to its lockfile, and a registry that knows both. */
  function makeProject(): void {
    const dependencies = { 'tiny-pad': '1.0.0', 'tiny-trim': '1.0.0' };
    const root = { name: 'watched', version: '1.0.0', dependencies };
    const packages = {
      '': root,
      'node_modules/tiny-pad': { version: '1.0.0' },
      'node_modules/tiny-trim': { version: '1.0.0' },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages }),
    );
  }

  /** An npm of our own, first on the PATH. */
  function fakeNpm(script: string): void {
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'bin/npm'), 0o755);
    process.env['PATH'] = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-audit-'));
    registry = createServer((request, response) => {
      const answer = answerOfRegistry(request.url ?? '');
      request.resume().on('end', () => response.end(JSON.stringify(answer)));
    });
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const { port } = registry.address() as AddressInfo;
    process.env['npm_config_registry'] = `http://127.0.0.1:${String(port)}`;
    process.env['HOME'] = folder;
    const settings = platformSettings.resolve({
      AUTOHEAL_PROJECT_ROOT: folder,
      AUTOHEAL_DATA_DIR: folder,
      WATCHDOG_LOG_PATH: join(folder, 'logs'),
      ERROR_PATTERNS_CONFIG: 'x.yaml',
      WATCHDOG_DEV_MODE: false,
    });
    const clock = new FakeClock();
    jobs = new SchedulerRegistry();
    Logger.overrideLogger(false);
    check = new SecurityCheck(
      new CronJobs(jobs),
      new ExecaProcessRunner(),
      new MonitorLogs(settings, clock),
      clock,
      settings,
    );
  });
  afterEach(async () => {
    await check.stop();
    Logger.overrideLogger(['log', 'warn', 'error']);
    process.env = { ...environment };
    registry.closeAllConnections();
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes a line for each package that npm's own audit finds bad enough, and a summary", async () => {
    makeProject();
    await check.run(spec());
    expect(lines()).toEqual([
      expect.stringMatching(
        /^2026-01-01T00:00:00\.000Z \[security\] audit=\. package=tiny-pad severity=high range=\S+ fix=major advisory="Prototype pollution"$/,
      ),
      '2026-01-01T00:00:00.000Z [security] audit=. status=vulnerable packages=1 critical=0 high=1 moderate=0 low=1 info=0',
    ]);
  }, 30_000);

  it('puts the worst first, each on one line whatever it is called', async () => {
    makeProject();
    await check.run(spec({ minSeverity: 'low' }));
    expect(lines()).toHaveLength(3);
    expect(lines()[1]).toContain('package=tiny-trim severity=low');
    expect(lines()[1]).toContain('advisory="Slow regular expression"');
  }, 30_000);

  it('says so when nothing is bad enough', async () => {
    makeProject();
    await check.run(spec({ minSeverity: 'critical' }));
    expect(lines()).toEqual([expect.stringContaining('status=ok packages=0')]);
  }, 30_000);

  it('says that there is no lockfile, and how to make one', async () => {
    await check.run(spec());
    expect(lines()).toEqual([
      expect.stringContaining(
        'status=unknown reason=lockfile-missing detail="make one with: npm install --package-lock-only"',
      ),
    ]);
  }, 30_000);

  it('says that the registry cannot be reached', async () => {
    makeProject();
    process.env['npm_config_registry'] = 'http://127.0.0.1:1';
    await check.run(spec());
    expect(lines()).toEqual([
      expect.stringMatching(/status=unknown reason=registry-unreachable detail=".*ECONNREFUSED/),
    ]);
  }, 30_000);

  it('says that there is no npm', async () => {
    process.env['PATH'] = folder;
    await check.run(spec());
    expect(lines()).toEqual([expect.stringContaining('status=unknown reason=npm-missing')]);
  });

  it('says that there is no such folder', async () => {
    await check.run(spec({ project: 'gone' }));
    expect(lines()).toEqual([
      expect.stringMatching(/audit=gone status=unknown reason=folder-missing/),
    ]);
  });

  it('says that npm took too long, and ends it', async () => {
    fakeNpm('exec sleep 60');
    await check.run(spec({ timeoutMs: 1_000 }));
    expect(lines()).toEqual([
      expect.stringContaining('reason=timeout detail="npm audit took more than 1 s"'),
    ]);
  }, 30_000);

  it.each(['echo not json', 'echo "{}"', 'true'])(
    'says that it cannot read "%s"',
    async (script) => {
      fakeNpm(script);
      await check.run(spec());
      expect(lines()).toEqual([expect.stringContaining('status=unknown reason=npm-failed')]);
    },
  );

  it('asks npm once where two runs would overlap', async () => {
    fakeNpm('echo run >> "$HOME/runs"; sleep 0.2; echo "{\\"vulnerabilities\\":{}}"');
    await Promise.all([check.run(spec()), check.run(spec())]);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('run\n');
    expect(lines()).toHaveLength(1);
  });

  it('runs only where the pattern file asks for it', () => {
    check.apply({ securityCheck: spec() });
    expect(jobs.doesExist('cron', 'security-check')).toBe(true);
    check.apply({});
    expect(jobs.doesExist('cron', 'security-check')).toBe(false);
  });

  it('stops in the middle of a run and writes nothing', async () => {
    fakeNpm('touch "$HOME/begun"; exec sleep 60');
    const run = check.run(spec());
    while (!existsSync(join(folder, 'begun')))
      await new Promise((resolve) => setTimeout(resolve, 10));
    await check.stop();
    await run;
    expect(lines()).toEqual([]);
  }, 30_000);
});
