import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(120_000);

const patterns = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    title: the app is broken
    sources: [app]
    match: ERROR broken
    maxStreak: 0
    target: app
    action: { type: RESTART_SERVICE, service: app }
    loop: { maxHeals: 1, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 0 }
  - id: slow-trouble
    sources: [app]
    match: ERROR slow
    maxStreak: 0
    target: slow
    action: { type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', 'setInterval(() => {}, 1000)'])} }
`;
/** Their data is not theirs to shape: a script for a shell, what another program says. */
const WITHOUT_JSON = ['completion', 'maintenance'];

const quietPlatform = (environment: Record<string, string> = {}): Platform => {
  const platform = new Platform(environment);
  platform.patterns(patterns);
  return platform;
};

describe('autoheal without a watchdog', () => {
  let platform: Platform;
  beforeAll(() => {
    platform = quietPlatform();
  });
  afterAll(() => platform.dispose());

  it.each([
    [0, ['doctor']],
    [0, ['config', 'validate', '--json']],
    [0, ['heal', 'restart', 'app', '--dry-run', '--no-color']],
    [2, ['heal', 'nothing']],
    [2, ['heal', 'general']],
    [2, ['silence', 'add', '--for', 'ever']],
    [2, ['silence', 'add', '--severity', 'dreadful']],
    [2, ['completion', 'tcsh']],
    [2, ['status', '--unknown']],
    [2, ['no-such-command']],
    [6, ['status']],
    [6, ['heal', 'restart', 'app']],
    [6, ['config', 'reload']],
  ])('ends with %i after %j', async (code, args) => {
    const ended = await platform.cli(...args);
    expect({ code: ended.code, output: ended.output }).toEqual({
      code,
      output: expect.stringMatching(/\S/),
    });
  });

  it('ends with 3 where the configuration is wrong, also a variable', async () => {
    const broken = new Platform({ ALERTS_FALLBACK_CHANNEL: 'pigeon' });
    broken.patterns('version: 1\npatterns: [{ id: x }]\n');
    for (const args of [
      ['config', 'validate'],
      ['doctor', '--json'],
      ['patterns', 'list'],
    ])
      expect({ args, code: (await broken.cli(...args)).code }).toEqual({ args, code: 3 });
    await broken.dispose();
  });

  it('adds, lists and expires silences', async () => {
    const { data } = await platform.cli(
      'silence',
      'add',
      '--service',
      'app',
      '--for',
      '30m',
      '--json',
    );
    const { id } = JSON.parse(data) as { id: string };
    const list = await platform.cli('silence', 'list', '--json');
    expect(JSON.parse(list.data)).toMatchObject([{ id, matchers: { service: 'app' } }]);
    expect((await platform.cli('silence', 'list')).data).toContain('service app');
    expect(await platform.cli('silence', 'expire', id)).toMatchObject({ code: 0 });
    expect(await platform.cli('silence', 'expire', id)).toMatchObject({ code: 2 });
    expect(JSON.parse((await platform.cli('silence', 'list', '--json')).data)).toEqual([]);
  });

  it('takes --json with every command', async () => {
    const { data } = await platform.cli('completion', 'bash');
    const commands = [...data.matchAll(/^ {4}([\w-]+)\) words='[^']*' options='([^']*)'/gm)];
    expect(commands.length).toBeGreaterThan(18);
    const without = commands.filter(([, , options = '']) => !options.split(' ').includes('--json'));
    expect(without.map(([, name]) => name)).toEqual(WITHOUT_JSON);
  });

  it('is completed by a real bash: commands, what follows them, options and their values', async () => {
    const { data } = await platform.cli('completion', 'bash');
    platform.write('completion.bash', data);
    const complete = (...words: string[]): string[] =>
      execFileSync(
        'bash',
        [
          '-c',
          'source completion.bash; COMP_WORDS=(autoheal "$@"); COMP_CWORD=$#; _autoheal; printf "%s\\n" "${COMPREPLY[@]}"',
          'bash',
          ...words,
        ],
        { cwd: platform.folder, encoding: 'utf8' },
      )
        .split('\n')
        .filter((word) => word !== '');
    expect(complete('he')).toEqual(['heal', 'heals']);
    expect(complete('silence', '')).toEqual(['add', 'list', 'expire']);
    expect(complete('config', 're')).toEqual(['reload']);
    expect(complete('silence', 'add', '--sev')).toEqual(['--severity']);
    expect(complete('silence', 'add', '--severity', 'c')).toEqual(['critical']);
    expect(complete('replay', 'error-')).toEqual(['error-patterns.yaml']);
  });

  it('says on stderr, where it does not disturb the data, how a long command gets on', async () => {
    platform.append('logs/app.log', '2026-01-01T10:00:00Z INFO all is well\n');
    const { output, data } = await platform.cli('patterns', 'test', 'logs/app.log', '--json');
    expect(output).toContain('Trying every pattern on logs/app.log\n');
    expect(JSON.parse(data)).toMatchObject([{ matchedLines: 0 }, { matchedLines: 0 }]);
  });
});

describe('autoheal beside a watchdog', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = quietPlatform();
    await platform.watch();
  });
  afterAll(() => platform.dispose());

  it('ends with 5 where a heal of the same is under way, and with 1 when a heal fails', async () => {
    platform.append('logs/app.log', 'ERROR slow\n');
    const { payload } = await platform.event('heal.started');
    expect(await platform.cli('heal', 'restart', 'slow')).toMatchObject({ code: 5 });
    expect(await platform.cli('heals', 'cancel', payload.healId, '--json')).toMatchObject({
      code: 0,
    });
    // No PM2 runs in this folder.
    const { code, data, output } = await platform.cli('heal', 'restart', 'web', '--json');
    expect({ code, heal: JSON.parse(data) as unknown }).toMatchObject({
      code: 1,
      heal: { target: 'web', status: 'failed' },
    });
    expect(output).toContain('RESTART_SERVICE of web\n  requested\n');
  });

  it('ends with 4 while a loop is open, which can be reset', async () => {
    platform.append('logs/app.log', 'ERROR broken\n');
    await platform.event('heal.failed', { where: ({ payload }) => payload.target === 'app' });
    platform.append('logs/app.log', 'ERROR broken\n');
    await platform.event('heal-loop.opened');
    expect(await platform.cli('status')).toMatchObject({ code: 4 });
    expect(await platform.cli('heal', 'restart', 'app')).toMatchObject({ code: 4 });
    const { code, data } = await platform.cli('loop', 'reset', 'app', '--json');
    expect({ code, reset: JSON.parse(data) as unknown }).toMatchObject({
      code: 0,
      reset: [{ target: 'app' }],
    });
  });

  it('pauses and resumes heals', async () => {
    expect(await platform.cli('pause', 'app', '--for', '1h')).toMatchObject({ code: 0 });
    const { data } = await platform.cli('resume', 'app', '--json');
    expect(JSON.parse(data)).toEqual({ ended: true, left: [] });
  });

  it('has the watchdog read a changed pattern file now', async () => {
    platform.patterns(patterns.replace('app-broken', 'app-torn'));
    expect(await platform.cli('config', 'reload')).toMatchObject({ code: 0 });
    await platform.event('config.reloaded');
    await until('the new pattern', async () =>
      (await platform.cli('patterns', '--json')).data.includes('app-torn') ? true : undefined,
    );
  });
});
