import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const examples = join(import.meta.dirname, '../examples');
const units = join(examples, 'systemd');
const ANALYZE = '/usr/bin/systemd-analyze';

interface Pm2App {
  readonly name: string;
  readonly script: string;
  readonly instances: number;
  readonly stop_exit_codes: readonly number[];
}

/** The directives of a unit, by name; of those that stand there twice the last. */
function directives(unit: string): Record<string, string> {
  const lines = readFileSync(join(units, unit), 'utf8').split('\n');
  return Object.fromEntries(
    lines
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** What systemd says of a unit whose program and user are this machine's. */
function analysis(unit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'autoheal-unit-'));
  try {
    const text = readFileSync(join(units, unit), 'utf8')
      .replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`)
      .replace(/^User=.*/m, 'User=root');
    writeFileSync(join(folder, unit), text);
    return execFileSync(ANALYZE, ['verify', '--man=no', join(folder, unit)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the examples for supervisors', () => {
  const files = readdirSync(units);

  it('are a unit of systemd for each app, which starts what the build makes', () => {
    expect(files.map((unit) => directives(unit)['ExecStart'])).toEqual([
      expect.stringContaining('dist/apps/api/main.js'),
      expect.stringContaining('dist/apps/watchdog/main.js'),
    ]);
    expect(directives('zion-autoheal-watchdog.service')).toMatchObject({
      Type: 'notify',
      NotifyAccess: 'all',
      WatchdogSec: '30',
      RestartPreventExitStatus: '3 5',
    });
  });

  (existsSync(ANALYZE) ? it : it.skip).each(files)('%s is what systemd accepts', (unit) => {
    expect(analysis(unit)).toBe('');
  });

  it('are a file for PM2 with one instance of each app, not restarted where that cannot help', () => {
    const load = createRequire(import.meta.url);
    const { apps } = load(join(examples, 'ecosystem.config.cjs')) as { apps: readonly Pm2App[] };
    expect(apps).toMatchObject([
      { name: 'autoheal-watchdog', instances: 1, stop_exit_codes: [3, 5] },
      { name: 'autoheal-api', instances: 1, stop_exit_codes: [3, 5] },
    ]);
    for (const { script } of apps) expect(script).toMatch(/dist\/apps\/(watchdog|api)\/main\.js$/);
  });
});
