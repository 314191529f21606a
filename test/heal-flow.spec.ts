import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

const command = (code: string): string => JSON.stringify([process.execPath, '-e', code]);

describe('from a line to a proven heal', () => {
  let platform: Platform;
  afterEach(() => platform.dispose());

  const simplePattern = (action: string, more = ''): string => `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    title: the app is broken
    sources: [app]
    match: 'ERROR broken: (?<what>\\w+)'
    maxStreak: 2
    target: app
    action: ${action}
    verification: { windowSeconds: 1, settleSeconds: 0 }
    ${more}
`;

  it('heals on the match that makes the streak exceed its limit, and proves it', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(
        `{ type: RUN_COMMAND, command: ${command("require('fs').writeFileSync('healed','yes')")} }`,
      ),
    );
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken: a\nERROR broken: b\n');
    platform.append('logs/app.log', 'ERROR broken: c\n');

    const verified = await platform.event('heal.verified');
    await platform.event('alert.resolved');
    expect(verified.payload.target).toBe('app');
    expect(platform.named('detection.raised')).toHaveLength(1);
    expect(readFileSync(platform.path('healed'), 'utf8')).toBe('yes');
    const story = platform
      .events()
      .filter(({ correlationId }) => correlationId === verified.correlationId);
    expect(story.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'detection.raised',
        'heal.requested',
        'heal.started',
        'heal.succeeded',
        'heal.verified',
        'incident.resolved',
        'alert.raised',
        'alert.resolved',
      ]),
    );
  });

  it('does not heal while a line in between ends the streak', async () => {
    platform = new Platform();
    platform.patterns(simplePattern(`{ type: RUN_COMMAND, command: ${command('0')} }`));
    await platform.watch();
    platform.append(
      'logs/app.log',
      'ERROR broken: a\nERROR broken: b\nINFO fine\nERROR broken: c\nERROR broken: d\n',
    );
    platform.append(
      'logs/app.log',
      'INFO fine\nERROR broken: e\nERROR broken: f\nERROR broken: g\n',
    );
    await platform.event('detection.raised');
    const [detection] = platform.named('detection.raised');
    expect(detection?.payload.evidence.captures['what']).toBe('g');
  });

  it('stops a heal that does not help, with a critical alert, and a person can resume it', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(
        `{ type: RUN_COMMAND, command: ${command('0')} }`,
        'loop: { maxHeals: 2, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 0 }',
      ).replace('maxStreak: 2', 'maxStreak: 0'),
    );
    await platform.watch();
    const trouble = setInterval(() => {
      platform.append('logs/app.log', 'ERROR broken: x\n');
    }, 100);
    try {
      await platform.event('heal-loop.opened');
      await platform.event('alert.raised', {
        where: ({ payload }) => payload.message.kind === 'loop',
      });
    } finally {
      clearInterval(trouble);
    }
    expect(platform.named('heal.started')).toHaveLength(2);
    const critical = platform
      .named('alert.raised')
      .find(({ payload }) => payload.message.kind === 'loop');
    expect(critical?.payload.message.severity).toBe('critical');

    const reset = await platform.cli('loop', 'reset', 'app', '--yes');
    expect(reset).toMatchObject({ code: 0 });
    await platform.event('heal-loop.closed', { where: ({ payload }) => payload.by === 'person' });
  });

  it('ends a heal that hangs, and says so', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(
        `{ type: RUN_COMMAND, command: ${command('setInterval(() => {}, 1000)')}, timeoutMs: 500 }`,
      ),
    );
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken: a\n'.repeat(3));
    const failed = await platform.event('heal.failed');
    expect(failed.payload.reason).toBe('timeout');
  });

  it('only says what it would do in shadow mode', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(
        `{ type: RUN_COMMAND, command: ${command("require('fs').writeFileSync('healed','')")} }`,
      ).replace('mode: auto', 'mode: shadow'),
    );
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken: a\n'.repeat(3));
    const skipped = await platform.event('heal.skipped');
    expect(skipped.payload.reason).toBe('shadow');
    expect(platform.named('heal.requested')).toEqual([]);
  });

  it('waits for a person in approve mode', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(`{ type: RUN_COMMAND, command: ${command('0')} }`).replace(
        'mode: auto',
        'mode: approve',
      ),
    );
    await platform.watch();
    platform.append('logs/app.log', 'ERROR broken: a\n'.repeat(3));
    const { payload } = await platform.event('heal.approval-required');
    expect(platform.named('heal.started')).toEqual([]);
    expect(await platform.cli('heals', 'approve', payload.healId)).toMatchObject({ code: 0 });
    await platform.event('heal.verified');
    expect((await platform.cli('heals', 'approve', payload.healId)).code).not.toBe(0);
    expect(platform.named('heal.started')).toHaveLength(1);
  });

  it('watches a log that does not exist yet', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(`{ type: RUN_COMMAND, command: ${command('0')} }`).replace(
        'logs/app.log',
        'logs/later/*.log',
      ),
    );
    await platform.watch();
    platform.append('logs/later/one.log', 'ERROR broken: a\n'.repeat(3));
    await platform.event('heal.verified');
  });

  it('writes every step to the audit log, with secrets masked', async () => {
    platform = new Platform();
    platform.patterns(
      simplePattern(
        `{ type: RUN_COMMAND, command: ${command("console.log('password=hunter22')")} }`,
      ),
    );
    const watchdog = await platform.watch();
    platform.append('logs/app.log', 'ERROR broken: a password=letmein99\n'.repeat(3));
    await platform.event('heal.verified');
    await watchdog.stop();
    const audit = readFileSync(platform.path('logs', 'self-heal.log'), 'utf8');
    const lines = audit
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(lines.map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'detection.raised',
        'heal.requested',
        'heal.started',
        'heal.succeeded',
        'heal.verified',
      ]),
    );
    expect(audit).not.toContain('letmein99');
    expect(audit).not.toContain('hunter22');
  });
});
