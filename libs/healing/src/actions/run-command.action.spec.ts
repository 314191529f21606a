import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ActionParts, detectionOf } from '../../testing/action-parts.js';
import { HealPermits, type PermitCheck } from '../execution/heal-permits.js';

let parts: ActionParts;
beforeEach(() => {
  parts = new ActionParts();
});
afterEach(() => parts.close());

const node = (code: string, ...args: string[]) => [process.execPath, '-e', code, ...args];
const printEnvironment = node('console.log(JSON.stringify(process.env))');

describe('RUN_COMMAND', () => {
  it('runs a program in the project root and reports its output', async () => {
    const outcome = await parts.run({ type: 'RUN_COMMAND', command: ['pwd'] });
    expect(outcome).toMatchObject({ ok: true, output: `${parts.root}\n` });
    expect(parts.output).toBe(`${parts.root}\n`);
  });

  it('hands on the token of its turn, and begins nothing where that was lost', async () => {
    const checks: PermitCheck[] = [
      { outcome: 'held', fencingToken: 42 },
      { outcome: 'lost', message: 'Its turn has ended.' },
    ];
    const permits = { check: () => Promise.resolve(checks.shift()) };
    parts.overrides = [{ provide: HealPermits, useValue: permits }];
    const outcome = await parts.run({ type: 'RUN_COMMAND', command: printEnvironment });
    expect(JSON.parse(outcome.output)).toMatchObject({ AUTOHEAL_FENCING_TOKEN: '42' });
    const touch = node('require("fs").writeFileSync("began", "")');
    expect(await parts.run({ type: 'RUN_COMMAND', command: touch })).toMatchObject({
      ok: false,
      message: expect.stringContaining('Its turn has ended.'),
    });
    expect(existsSync(join(parts.root, 'began'))).toBe(false);
  });

  it('hands arguments over without a shell', async () => {
    const hostile = '$(touch pwned); `id`';
    const outcome = await parts.run({
      type: 'RUN_COMMAND',
      command: node('process.stdout.write(process.argv[1])', hostile),
    });
    expect(outcome.output).toBe(hostile);
  });

  it('tells the program which heal it serves, and no secrets', async () => {
    process.env['SECRET_OF_WATCHDOG'] = 'hidden';
    process.env['WANTED'] = 'one';
    process.env['WANTED_BY_ALL'] = 'two';
    const outcome = await parts.run(
      { type: 'RUN_COMMAND', command: printEnvironment, env: { GIVEN: '3' }, passEnv: ['WANTED'] },
      { HEAL_PASS_ENV: 'WANTED_BY_ALL' },
      { detection: detectionOf('x') },
    );
    expect(JSON.parse(outcome.output)).toMatchObject({
      AUTOHEAL_HEAL_ID: 'heal-1',
      AUTOHEAL_INCIDENT_ID: 'incident-1',
      AUTOHEAL_TARGET: 'api',
      AUTOHEAL_TRIGGER: 'api-crash',
      GIVEN: '3',
      WANTED: 'one',
      WANTED_BY_ALL: 'two',
    });
    expect(outcome.output).not.toContain('SECRET_OF_WATCHDOG');
  });

  it('fails with the exit code and the output', async () => {
    const outcome = await parts.run({
      type: 'RUN_COMMAND',
      command: node('console.error("\\u001b[31mdisk full\\u001b[39m"); process.exitCode = 7'),
    });
    expect(outcome).toMatchObject({ ok: false, reason: 'exit-code', output: 'disk full\n' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('exit code 7'));
  });

  it('ends a program that takes too long', async () => {
    const outcome = await parts.run({
      type: 'RUN_COMMAND',
      command: node('setInterval(() => {}, 1000)'),
      timeoutMs: 300,
    });
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout', retryable: true });
  });

  it('tells a cancelled program from one whose heal ran out of time', async () => {
    const endless = { type: 'RUN_COMMAND', command: node('setInterval(() => {}, 1000)') };
    const cancelled = await parts.run(endless, {}, { signal: AbortSignal.abort() });
    const late = await parts.run(endless, {}, { signal: AbortSignal.timeout(200) });
    expect(cancelled).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(late).toMatchObject({ ok: false, reason: 'timeout' });
  });

  it('says when the program does not exist', async () => {
    const outcome = await parts.run({ type: 'RUN_COMMAND', command: ['no-such-program'] });
    expect(outcome).toMatchObject({ ok: false, reason: 'not-found', retryable: false });
  });

  it('runs in a folder of the project', async () => {
    mkdirSync(join(parts.root, 'tools'));
    const outcome = await parts.run({ type: 'RUN_COMMAND', command: ['pwd'], cwd: 'tools' });
    expect(outcome.output).toBe(`${parts.root}/tools\n`);
  });

  it.each(['..', '/', 'out', 'missing'])('refuses to run in %s', async (cwd) => {
    symlinkSync('/tmp', join(parts.root, 'out'));
    const outcome = await parts.run({ type: 'RUN_COMMAND', command: ['touch', 'x'], cwd });
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
  });

  it('describes what it would run', async () => {
    expect(await parts.describe({ type: 'RUN_COMMAND', command: ['a', 'b c'] })).toBe(
      `run ["a","b c"] in ${parts.root}`,
    );
  });
});
