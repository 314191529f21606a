import { type Options, execa } from 'execa';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Command, ProcessRunner, RunOptions, RunResult } from './process-runner.js';
import { TailBuffer } from './tail-buffer.js';

const KILL_DELAY_MS = 3_000;

export class ExecaProcessRunner implements ProcessRunner {
  async run(command: Command, options: RunOptions): Promise<RunResult> {
    const startedAt = performance.now();
    const stdout = new TailBuffer(options.maxOutputChars);
    const stderr = new TailBuffer(options.maxOutputChars);
    const both = new TailBuffer(options.maxOutputChars);

    const child = start(command, options);
    if (child.pid !== undefined) options.onStart?.(child.pid);
    const collect = (stream: NodeJS.ReadableStream | null, buffer: TailBuffer): void => {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        buffer.append(text);
        both.append(text);
        options.onOutput?.(text);
      });
    };
    collect(child.stdout, stdout);
    collect(child.stderr, stderr);

    const result = await child;
    return {
      ...ending(result, command, options),
      stdout: stdout.toString(),
      stderr: stderr.toString(),
      output: both.toString(),
      durationMs: Math.round(performance.now() - startedAt),
    };
  }
}

function start(command: Command, options: RunOptions) {
  const settings = {
    cwd: options.cwd,
    env: options.env,
    extendEnv: false,
    timeout: options.timeoutMs,
    killDescendants: true,
    forceKillAfterDelay: KILL_DELAY_MS,
    ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
    buffer: false,
    reject: false,
    ...(options.signal ? { cancelSignal: options.signal } : {}),
  } as const satisfies Options;
  return 'shell' in command
    ? execa(command.shell, { ...settings, shell: true })
    : execa(command.file, command.args, settings);
}

type Ending =
  | { outcome: 'exited'; exitCode: number }
  | { outcome: 'signalled'; signal: string }
  | { outcome: 'timed-out' | 'cancelled' }
  | { outcome: 'not-found' | 'not-started'; message: string };

interface ExecaResult {
  readonly timedOut: boolean;
  readonly isCanceled: boolean;
  readonly signal?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly code?: string | undefined;
  readonly shortMessage?: string | undefined;
}

function ending(result: ExecaResult, command: Command, { cwd, env }: RunOptions): Ending {
  if (result.timedOut) return { outcome: 'timed-out' };
  if (result.isCanceled) return { outcome: 'cancelled' };
  if (result.signal !== undefined) return { outcome: 'signalled', signal: result.signal };
  if (result.exitCode !== undefined) return { outcome: 'exited', exitCode: result.exitCode };
  const message = result.shortMessage ?? 'The process could not be started.';
  if (!existsSync(cwd))
    return { outcome: 'not-started', message: `The folder ${cwd} does not exist.` };
  const isMissing = result.code === 'ENOENT' || !canBeFound(command, env);
  return { outcome: isMissing ? 'not-found' : 'not-started', message };
}

/** The system says "permission denied" of a program that is nowhere when one folder of PATH is closed to us. */
function canBeFound(command: Command, env: RunOptions['env']): boolean {
  if ('shell' in command || command.file.includes('/')) return true;
  const folders = env.PATH?.split(delimiter) ?? [];
  return folders.some((folder) => existsSync(join(folder, command.file)));
}
