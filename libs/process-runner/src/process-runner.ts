export const PROCESS_RUNNER = Symbol('ProcessRunner');

/** A program with its arguments as separate words, or the operator's own shell text from the configuration. */
export type Command =
  { readonly file: string; readonly args: readonly string[] } | { readonly shell: string };

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment of the child: nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string>>;
  /** What the child reads from its standard input; nothing by default. */
  readonly input?: string;
  readonly timeoutMs: number;
  /** How much of the end of each output stream is kept, in characters; the child may write more. */
  readonly maxOutputChars: number;
  /** Aborting ends the child and all that it started. */
  readonly signal?: AbortSignal;
  /** Called with the child's pid, which is its process group's too, as soon as it has started. */
  readonly onStart?: (pid: number) => void;
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
}

interface RunOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order of arrival. */
  readonly output: string;
  readonly durationMs: number;
}

/** How a child ended. `not-found` and `not-started` never ran. */
export type RunResult = RunOutput &
  (
    | { readonly outcome: 'exited'; readonly exitCode: number }
    | { readonly outcome: 'signalled'; readonly signal: string }
    | { readonly outcome: 'timed-out' }
    | { readonly outcome: 'cancelled' }
    | { readonly outcome: 'not-found'; readonly message: string }
    | { readonly outcome: 'not-started'; readonly message: string }
  );

/** Runs a child process to its end. Never rejects: every ending is a result. */
export interface ProcessRunner {
  run(command: Command, options: RunOptions): Promise<RunResult>;
}
