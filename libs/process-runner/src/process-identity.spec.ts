import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { childEnvironment } from './child-environment.js';
import { ExecaProcessRunner } from './execa-process-runner.js';
import {
  identifyProcess,
  type ProcessIdentity,
  signalGroup,
  stillRuns,
} from './process-identity.js';

const runner = new ExecaProcessRunner();

/** Starts a shell with a child of its own; what it is known by, and how it ends. */
async function started(): Promise<{ shell: ProcessIdentity; ended: Promise<string> }> {
  const known = Promise.withResolvers<number>();
  const ended = runner
    .run(
      { shell: 'sleep 60 & wait; wait' },
      {
        cwd: tmpdir(),
        env: childEnvironment(),
        timeoutMs: 30_000,
        maxOutputChars: 100,
        onStart: known.resolve,
      },
    )
    .then(({ outcome }) => outcome);
  const shell = identifyProcess(await known.promise);
  if (!shell) throw new Error('It has not started.');
  return { shell, ended };
}

describe('the identity of a process', () => {
  it('is told as the process starts, and holds until it has ended with its group', async () => {
    const { shell, ended } = await started();
    expect(stillRuns(shell)).toBe(true);
    signalGroup(shell, 'SIGKILL');
    expect(await ended).toBe('signalled');
    expect(stillRuns(shell)).toBe(false);
    expect(identifyProcess(shell.pid)).toBeUndefined();
  });

  it('is not that of another process with the same number, which is never signalled', async () => {
    const { shell, ended } = await started();
    const earlier = { ...shell, startedAt: 'an earlier boot/1' };
    expect(stillRuns(earlier)).toBe(false);
    signalGroup(earlier, 'SIGKILL');
    expect(stillRuns(shell)).toBe(true);
    signalGroup(shell, 'SIGTERM');
    await ended;
  });
});
