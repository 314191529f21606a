import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { Platform } from './harness/platform.js';
import { until } from './harness/until.js';

jest.setTimeout(60_000);

const patterns = `
version: 1
defaults: { mode: auto, cooldownSeconds: 0 }
sources: [{ id: app, path: logs/app.log, startAt: beginning }]
patterns:
  - id: app-broken
    sources: [app]
    match: 'ERROR broken'
    target: app
    action: { type: RUN_COMMAND, command: ${JSON.stringify([process.execPath, '-e', '0'])} }
    verification: { windowSeconds: 1, settleSeconds: 0 }
`;
/** Runs until there is a file "go", and then ends with 7. */
const deploy = `
  const fs = require('fs');
  fs.writeFileSync('begun', String(process.pid));
  fs.renameSync('begun', 'deploying');
  setInterval(() => { if (fs.existsSync('go')) process.exit(7); }, 20);`;

describe('a deploy that announces itself', () => {
  let platform: Platform;
  beforeEach(async () => {
    platform = new Platform();
    platform.patterns(patterns);
    await platform.watch();
  });
  afterEach(() => platform.dispose());

  const begin = async (...options: string[]) => {
    const cli = platform.start('cli', [
      'maintenance',
      ...options,
      '--',
      process.execPath,
      '-e',
      deploy,
    ]);
    await until(
      'the deploy to run',
      () => (existsSync(platform.path('deploying')) && cli.output.includes('paused')) || undefined,
    );
    return cli;
  };
  const heals = async () => {
    platform.append('logs/app.log', 'ERROR broken\n');
    await platform.event('heal.verified');
  };

  it('has heals rest until it ends, and hands on how it ended', async () => {
    const cli = await begin();
    platform.append('logs/app.log', 'ERROR broken\n');
    const skipped = await platform.event('heal.skipped');
    expect(skipped.payload.reason).toBe('paused');
    platform.write('go', '');
    expect(await cli.exited).toEqual({ code: 7, signal: null });
    expect(platform.named('heal.started')).toEqual([]);
    await heals();
  });

  it('ends the pause when the deploy is killed', async () => {
    const cli = await begin();
    process.kill(Number(readFileSync(platform.path('deploying'), 'utf8')), 'SIGKILL');
    expect((await cli.exited).code).not.toBe(0);
    await heals();
  });

  it('ends the deploy and the pause when it is told to end', async () => {
    const cli = await begin();
    cli.signal('SIGTERM');
    expect((await cli.exited).code).not.toBe(0);
    expect(platform.named('automation.resumed')).toHaveLength(1);
    await heals();
  });

  it('ends the pause by its time when it is killed itself', async () => {
    const cli = await begin('--at-most', '3s');
    cli.signal('SIGKILL');
    platform.write('go', '');
    await cli.exited;
    const paused = await platform.event('automation.paused');
    await until(
      'the pause to be over',
      () => Date.now() > Date.parse(paused.payload.until) || undefined,
    );
    await heals();
  });
});
