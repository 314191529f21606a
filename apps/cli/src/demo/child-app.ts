import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '@app/settings';

const STOP_LIMIT_MS = 15_000;

/** One built app of this package, run as its own process with its output in a file. */
export class ChildApp {
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private output = '';

  constructor(
    readonly name: 'watchdog' | 'api',
    private readonly folder: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.child = spawn(process.execPath, [join(packageRoot, 'dist', 'apps', name, 'main.js')], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const file = createWriteStream(join(folder, `${name}.out.log`));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.pipe(file, { end: false });
      stream?.on('data', (data: Buffer) => (this.output += data.toString('utf8')));
    }
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
  }

  /** @throws with what the app said, when it ends before it is ready or takes too long */
  async ready(pattern: RegExp, withinMs = 15_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!pattern.test(this.output)) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The ${this.name} did not start in ${this.folder}:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const killer = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.exited;
    clearTimeout(killer);
  }
}
