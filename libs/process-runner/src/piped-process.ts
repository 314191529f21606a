import { execa } from 'execa';
import type { Readable } from 'node:stream';
import type { Command, RunOptions } from './process-runner.js';
import { TailBuffer } from './tail-buffer.js';

const KILL_DELAY_MS = 3_000;
const MOST_COMPLAINT_CHARS = 2_000;

/** A child that goes on, and whose output is read as it is wanted: what is not read holds it up. */
export interface PipedProcess {
  readonly output: Readable;
  /** Resolves when it has ended, with the end of its error output, or why it could not be started. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it, and all that it started. */
  stop(): void;
}

export function startPiped(
  command: Extract<Command, { file: string }>,
  { cwd, env }: Pick<RunOptions, 'cwd' | 'env'>,
): PipedProcess {
  const stop = new AbortController();
  const child = execa(command.file, command.args, {
    cwd,
    env,
    extendEnv: false,
    killDescendants: true,
    forceKillAfterDelay: KILL_DELAY_MS,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    cancelSignal: stop.signal,
  });
  const complaints = new TailBuffer(MOST_COMPLAINT_CHARS);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints.append(text);
  });
  return {
    output: child.stdout,
    ended: child.then((result) => complaints.toString().trim() || (result.shortMessage ?? '')),
    stop: () => {
      // Else the rest of its output, which nobody reads any more, would hold up its end.
      child.stdout.destroy();
      stop.abort();
    },
  };
}
