import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { AnyDomainEvent, DomainEvent } from '@app/contracts';
import { Platform } from './harness/platform.js';

jest.setTimeout(60_000);

interface Replayed {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly events: readonly AnyDomainEvent[];
}

const decisions: ReadonlySet<string> = new Set([
  'heal.started',
  'heal.succeeded',
  'heal.ineffective',
  'heal.verified',
  'heal.skipped',
  'heal-loop.opened',
  'incident.resolved',
]);

/** What was decided, without when and by which ids. */
const decided = (events: readonly DomainEvent[]): string[] =>
  events
    .filter(({ name }) => decisions.has(name))
    .map(({ name, payload }) => ('reason' in payload ? `${name} ${payload.reason}` : name))
    .filter((decision, index, all) => decision !== all[index - 1]);

describe('replay of a log', () => {
  let platform: Platform;
  afterEach(() => platform.dispose());

  const pattern = `
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
    action: { type: RUN_COMMAND, command: [${JSON.stringify(process.execPath)}, -e, '0'] }
    verification: { windowSeconds: 1, settleSeconds: 0 }
    loop: { maxHeals: 2, windowSeconds: 600, pauseSeconds: 600, backoffSeconds: 0 }
`;
  const replay = async (...flags: string[]): Promise<Replayed> => {
    const { code, output, data } = await platform.cli('replay', 'logs/app.log', '--json', ...flags);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    return JSON.parse(data) as Replayed;
  };

  it('decides what the watchdog decided when the lines came', async () => {
    platform = new Platform();
    platform.patterns(pattern);
    const trouble = () => {
      platform.append('logs/app.log', `${new Date().toISOString()} ERROR broken: x\n`);
    };
    await platform.watch();
    trouble();
    await platform.event('heal.verified');
    await platform.event('incident.resolved');
    trouble();
    await platform.event('heal.succeeded', { count: 2 });
    trouble();
    await platform.event('heal-loop.opened');
    await platform.event('heal.skipped');
    await platform.stopAll();

    const { events, summary } = await replay();
    expect(decided(events)).toEqual(decided(platform.events()));
    expect(summary).toMatchObject({ detections: 3, verified: 1, loopsOpened: 1 });
  });

  it('takes no time for what a log says nothing of: a heal is proven right after its window', async () => {
    platform = new Platform();
    platform.patterns(pattern);
    const lines = ['10:00:00.000', '10:00:01.001', '10:00:02.000'];
    const log = lines.map((time) => `2026-01-01T${time}Z ERROR broken: x\n`).join('');
    platform.write('logs/app.log', log);
    const { summary } = await replay();
    expect(summary).toMatchObject({ heals: 2, verified: 1, ineffective: 1 });
  });

  it('acts on nothing, alerts nobody and leaves nothing behind', async () => {
    platform = new Platform();
    const act = "require('fs').writeFileSync('healed','')";
    platform.patterns(pattern.replace("'0'", JSON.stringify(act)));
    platform.write('logs/app.log', '2026-01-01T10:00:00Z ERROR broken: x\n');
    const { events, summary } = await replay('--suppose', 'fails');
    expect(summary).toMatchObject({ heals: 2, failed: 2, from: '2026-01-01T10:00:00.000Z' });
    expect(events.map(({ name }) => name)).not.toContain('alert.raised');
    expect(platform.files()).toEqual(['error-patterns.yaml', 'logs/app.log']);
  });

  it('tells the story to a person, and what a wrong call should have been', async () => {
    platform = new Platform();
    platform.patterns(pattern);
    platform.write('logs/app.log', '2026-01-01T10:00:00Z ERROR broken: x\n');
    const told = await platform.cli('replay', 'logs/app.log');
    expect(told.output).toMatch(/2026-01-01T10:00:00.000Z {2}detected {2}the app is broken/);
    expect(told.output).toContain('1 detection led to 1 heal: 1 helped');
    const missing = await platform.cli('replay', 'nothing.log');
    expect(missing.output).toContain('There is no file nothing.log.');
    const folder = await platform.cli('replay', 'logs');
    expect(folder.output).toContain('logs is not a file.');
    expect([told.code, missing.code, folder.code]).toEqual([0, 2, 2]);
  });
});
