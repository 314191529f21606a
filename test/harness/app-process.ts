import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const STOP_LIMIT_MS = 15_000;

export type AppName = 'watchdog' | 'api' | 'cli' | 'openai-operator';

/** One built app as a real process. */
export class AppProcess {
  /** Of stdout and stderr, as it came. */
  output = '';
  /** Of stdout alone. */
  data = '';
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private readonly child: ChildProcess;
  private ended = false;

  constructor(
    private readonly app: AppName,
    args: readonly string[],
    options: {
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      /** Whether something is written to its standard input. */
      readonly hasInput?: boolean;
    },
  ) {
    const main = fileURLToPath(new URL(`../../dist/apps/${app}/main.js`, import.meta.url));
    this.child = spawn(process.execPath, [main, ...args], {
      cwd: options.cwd,
      env: options.env,
      stdio: [options.hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    const collect = (data: Buffer): void => {
      this.output += data.toString('utf8');
    };
    this.child.stdout?.on('data', (data: Buffer) => {
      this.data += data.toString('utf8');
      collect(data);
    });
    this.child.stderr?.on('data', collect);
    this.exited = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        this.ended = true;
        resolve({ code, signal });
      });
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.app} did not start`);
    return this.child.pid;
  }

  /** Writes to its standard input; resolves when all is taken. */
  async write(text: string): Promise<void> {
    await new Promise((resolve) => this.child.stdin?.write(text, resolve));
  }

  endInput(): void {
    this.child.stdin?.end();
  }

  async says(pattern: RegExp, withinMs = 10_000): Promise<RegExpExecArray> {
    return until(
      `${this.app} to say ${String(pattern)}`,
      () => {
        const match = pattern.exec(this.output);
        if (!match && this.ended) throw new Error(`${this.app} ended first:\n${this.output}`);
        return match ?? undefined;
      },
      { withinMs, describe: () => this.output },
    );
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends the process in good order; a process that does not follow is killed, and that is an error. */
  async stop(): Promise<void> {
    if (this.ended) return;
    this.child.kill('SIGTERM');
    const killer = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    const { signal } = await this.exited;
    clearTimeout(killer);
    if (signal === 'SIGKILL')
      throw new Error(`${this.app} did not stop on SIGTERM:\n${this.output}`);
  }
}
