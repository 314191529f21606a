import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(60_000);

const SECRET = 'correct-horse-battery-staple';
/** An error of some library, with the address that it was given in its message. */
const CRASH = `process.on('SIGWINCH', () => {
  throw new Error('connect failed: ' + process.env.API_KEY, { cause: 'postgres://shop:hunter22@db' });
});`;

describe('a watchdog that crashes', () => {
  let platform: Platform;
  beforeEach(() => {
    platform = new Platform({ API_KEY: SECRET });
    platform.patterns('version: 1\npatterns:\n  - { id: sample, match: "Error: sample" }\n');
  });
  afterEach(() => platform.dispose());

  it('says why, without secrets', async () => {
    platform.write('crash.mjs', CRASH);
    const watchdog = await platform.watch({
      NODE_OPTIONS: `--import=${platform.path('crash.mjs')}`,
    });
    watchdog.signal('SIGWINCH');
    expect(await watchdog.exited).toMatchObject({ code: 1 });
    expect(watchdog.output).toContain('connect failed: [redacted]');
    expect(watchdog.output).not.toMatch(/horse|hunter22/);
  });

  it('leaves a diagnostic report without its environment', async () => {
    const watchdog = await platform.watch({
      NODE_OPTIONS: `--report-on-signal --report-directory=${platform.folder}`,
    });
    watchdog.signal('SIGUSR2');
    const report = await until('a whole report', () => {
      const name = platform.files().find((file) => file.startsWith('report.'));
      const text = name === undefined ? '' : readFileSync(platform.path(name), 'utf8');
      return text.trimEnd().endsWith('}') ? text : undefined;
    });
    expect(report).toContain('javascriptStack');
    expect(report).not.toContain(SECRET);
  });
});
