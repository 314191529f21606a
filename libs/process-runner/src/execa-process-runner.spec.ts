import { describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.js';
import { ExecaProcessRunner } from './execa-process-runner.js';
import type { RunOptions } from './process-runner.js';

const options: RunOptions = {
  cwd: tmpdir(),
  env: childEnvironment(),
  timeoutMs: 10_000,
  maxOutputChars: 1_000,
};
const runner = new ExecaProcessRunner();
const node = (code: string) => ({ file: process.execPath, args: ['-e', code] });

/** A killed orphan may stay a zombie until init collects it: that is not running. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('ExecaProcessRunner', () => {
  it('reports the exit code and both streams', async () => {
    const result = await runner.run(
      node('console.log("out"); console.error("err"); process.exitCode = 3'),
      options,
    );
    expect(result).toMatchObject({
      outcome: 'exited',
      exitCode: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('hands arguments over as words that no shell reads', async () => {
    const hostile = '$(touch pwned); `id` && echo "x"';
    const result = await runner.run(
      { file: process.execPath, args: ['-e', 'process.stdout.write(process.argv[1])', hostile] },
      options,
    );
    expect(result.stdout).toBe(hostile);
  });

  it('hands the child its input', async () => {
    const echo = node('process.stdin.pipe(process.stdout)');
    expect(await runner.run(echo, { ...options, input: 'für $(id)' })).toMatchObject({
      stdout: 'für $(id)',
    });
    expect(await runner.run(echo, options)).toMatchObject({ outcome: 'exited', stdout: '' });
  });

  it('gives the child only the environment that it is told to', async () => {
    process.env['SECRET_OF_PARENT'] = 'x';
    const result = await runner.run(node('console.log(JSON.stringify(process.env))'), {
      ...options,
      env: { PATH: process.env['PATH'] ?? '', GIVEN: '1' },
    });
    delete process.env['SECRET_OF_PARENT'];
    expect(JSON.parse(result.stdout)).toMatchObject({ GIVEN: '1' });
    expect(result.stdout).not.toContain('SECRET_OF_PARENT');
  });

  it('ends a child and its grandchild when the time is over', async () => {
    const result = await runner.run(
      { shell: 'sleep 60 & echo $!; wait' },
      { ...options, timeoutMs: 300 },
    );
    expect(result.outcome).toBe('timed-out');
    expect(isRunning(Number(result.stdout))).toBe(false);
  });

  it('ends a child when cancelled', async () => {
    const controller = new AbortController();
    const running = runner.run(node('setInterval(() => {}, 1000)'), {
      ...options,
      signal: controller.signal,
      onOutput: () => undefined,
    });
    controller.abort();
    expect((await running).outcome).toBe('cancelled');
  });

  it('keeps only the end of a long output', async () => {
    const result = await runner.run(node('console.log("x".repeat(100000) + "END")'), options);
    expect(result.stdout).toHaveLength(1_000);
    expect(result.stdout.endsWith('END\n')).toBe(true);
  });

  it('says that a program does not exist', async () => {
    const result = await runner.run({ file: 'no-such-program-here', args: [] }, options);
    expect(result.outcome).toBe('not-found');
  });

  it('says that a program does not exist, also where a folder of PATH is closed to it', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'autoheal-closed-'));
    try {
      chmodSync(closed, 0);
      const command = { file: 'no-such-program-here', args: [] };
      const result = await runner.run(command, { ...options, env: { PATH: closed } });
      expect(result.outcome).toBe('not-found');
    } finally {
      rmdirSync(closed);
    }
  });

  it('tells a missing folder from a missing program', async () => {
    const result = await runner.run(node('1'), { ...options, cwd: '/no/such/folder' });
    expect(result.outcome).toBe('not-started');
  });
});
