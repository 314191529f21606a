import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { identifyProcess } from '@app/process-runner';
import { existsSync, readFileSync } from 'node:fs';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(60_000);

const patterns = (command: string): string => `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    sources: [app]
    match: 'ERROR broken'
    maxStreak: 2
    resetOn: never
    target: app
    action: { type: RUN_COMMAND, command: ${command} }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`;
const node = (code: string): string => JSON.stringify([process.execPath, '-e', code]);

describe('the life of a watchdog', () => {
  let platform: Platform;
  afterEach(() => platform.dispose());

  it('counts every line once across kills', async () => {
    platform = new Platform();
    platform.patterns(
      patterns(node('0'))
        .replace('mode: auto', 'mode: shadow')
        .replace('maxStreak: 2', 'maxStreak: 0'),
    );
    let written = 0;
    for (let round = 0; round < 4; round += 1) {
      const watchdog = await platform.watch();
      for (let line = 0; line < 500; line += 1) {
        written += 1;
        platform.append('logs/app.log', `ERROR broken ${String(written)}\n`);
        if (line === 250 + round * 60) watchdog.signal('SIGKILL');
      }
      await watchdog.exited;
    }
    await platform.watch();
    const seen = (): number =>
      platform.named('detection.raised').reduce((sum, { payload }) => sum + payload.occurrences, 0);
    platform.append('logs/app.log', 'ERROR broken last\n');
    await platform.event('detection.raised', {
      where: ({ payload }) => payload.evidence.records.at(-1)?.text === 'ERROR broken last',
    });
    expect(seen()).toBe(written + 1);
  });

  describe('that is killed in the middle of a heal whose command goes on', () => {
    const command = `
      const fs = require('fs');
      fs.appendFileSync('runs', process.pid + '\\n');
      setInterval(() => { if (fs.existsSync('go')) process.exit(); }, 20);`;
    const runs = (): string[] => readFileSync(platform.path('runs'), 'utf8').trim().split('\n');
    const killInTheMiddle = async (): Promise<void> => {
      platform = new Platform();
      platform.patterns(patterns(node(command.replaceAll('\n', ' '))));
      const watchdog = await platform.watch();
      platform.append('logs/app.log', 'ERROR broken\n'.repeat(3));
      await until('the action to run', () => existsSync(platform.path('runs')) || undefined);
      watchdog.signal('SIGKILL');
      await watchdog.exited;
    };

    it('leaves its target alone until the command has ended, then closes the heal and says so', async () => {
      await killInTheMiddle();
      await platform.watch();
      platform.append('logs/app.log', 'ERROR broken\n'.repeat(3));
      await platform.event('heal.skipped', {
        where: ({ payload }) => payload.reason === 'in-progress',
      });
      expect(platform.named('heal.failed')).toEqual([]);
      platform.write('go', '');
      const failed = await platform.event('heal.failed');
      expect(failed.payload.reason).toBe('interrupted');
      expect(failed.payload.message).toMatch(
        /its command \(process \d+\) went on without it and came to an end of its own/,
      );
      expect(failed.payload.message).toContain(runs()[0]);
      expect(runs()).toHaveLength(1);
    });

    it('waits for it across one more start, and runs nothing twice', async () => {
      await killInTheMiddle();
      const second = await platform.watch();
      second.signal('SIGTERM');
      expect(await second.exited).toEqual({ code: 0, signal: null });
      expect(platform.named('heal.failed')).toEqual([]);
      await platform.watch();
      platform.write('go', '');
      await platform.event('heal.failed');
      expect(platform.named('heal.started')).toHaveLength(1);
      expect(runs()).toHaveLength(1);
    });

    it('ends the command where HEAL_ORPHANS says so', async () => {
      await killInTheMiddle();
      await platform.watch({ HEAL_ORPHANS: 'end' });
      const failed = await platform.event('heal.failed');
      expect(failed.payload.message).toContain('was ended, as HEAL_ORPHANS=end asks');
      expect(identifyProcess(Number(runs()[0]))).toBeUndefined();
      expect(platform.named('heal.started')).toHaveLength(1);
    });
  });

  it('stops in good order when it is told to while it starts', async () => {
    platform = new Platform();
    platform.patterns(patterns(node('0')));
    const watchdog = platform.start('watchdog', []);
    const store = platform.path('data/autoheal.db');
    await until('the store to be opened', () => existsSync(store) || undefined);
    watchdog.signal('SIGTERM');
    expect(await watchdog.exited).toEqual({ code: 0, signal: null });
    expect(platform.named('watchdog.stopped')).toHaveLength(1);
  });

  it('is the only one of its data folder, until it is dead', async () => {
    platform = new Platform();
    platform.patterns(patterns(node('0')));
    const first = await platform.watch();
    const second = platform.start('watchdog');
    expect((await second.exited).code).toBe(5);
    expect(second.output).toContain(String(first.pid));
    first.signal('SIGKILL');
    await first.exited;
    await platform.watch();
  });

  it('names every problem of the pattern file at once, with lines, and exits with 3', async () => {
    platform = new Platform();
    platform.patterns(`
version: 1
patterns:
  - id: one
    match: '(?=look-ahead)x'
    action: { type: RESTART_SERVICES, service: api }
  - id: one
    match: 'ok'
    sources: [nowhere]
`);
    const watchdog = platform.start('watchdog');
    expect((await watchdog.exited).code).toBe(3);
    for (const expected of [/:5:/, /:6:/, /RESTART_SERVICE\b/, /:7:/, /nowhere/]) {
      expect(watchdog.output).toMatch(expected);
    }
  });

  it('says how to start when there is no pattern file', async () => {
    platform = new Platform();
    const watchdog = platform.start('watchdog');
    expect((await watchdog.exited).code).toBe(3);
    expect(watchdog.output).toContain('error-patterns.yaml');
  });

  it('names every wrong variable at once, and exits with 3', async () => {
    platform = new Platform();
    platform.patterns(patterns(node('0')));
    const watchdog = platform.start('watchdog', [], {
      WATCHDOG_CPU_CHECKS: 'many',
      SLACK_WEBHOOK_URL: 'not a url',
    });
    expect((await watchdog.exited).code).toBe(3);
    expect(watchdog.output).toContain('WATCHDOG_CPU_CHECKS=many');
    expect(watchdog.output).toContain('SLACK_WEBHOOK_URL');
    expect(watchdog.output).not.toContain('not a url');
  });

  it('takes a changed pattern file while it runs, and keeps the last good one', async () => {
    platform = new Platform();
    platform.patterns(patterns(node('0')));
    await platform.watch();
    platform.patterns('version: 1\npatterns: [{ id: x, match: "(" }]\n');
    const rejected = await platform.event('config.rejected');
    expect(rejected.payload.problems.join('\n')).toMatch(/2:/);
    platform.append('logs/app.log', 'ERROR broken\n'.repeat(3));
    await platform.event('heal.verified');
    platform.patterns(patterns(node('0')).replace("'ERROR broken'", "'ERROR changed'"));
    await platform.event('config.reloaded');
    platform.append('logs/app.log', 'ERROR changed\n'.repeat(3));
    await platform.event('heal.verified', { count: 2 });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends in good order on %s, and goes on where it was',
    async (signal) => {
      platform = new Platform();
      platform.patterns(patterns(node('0')));
      const watchdog = await platform.watch();
      platform.append('logs/app.log', 'ERROR broken\nERROR broken\n');
      watchdog.signal(signal);
      expect(await watchdog.exited).toEqual({ code: 0, signal: null });
      platform.append('logs/app.log', 'ERROR broken\n');
      await platform.watch();
      await platform.event('heal.verified');
      expect(platform.named('heal.started')).toHaveLength(1);
    },
  );
});
