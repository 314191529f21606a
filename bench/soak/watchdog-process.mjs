import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/apps/watchdog/main.js', import.meta.url));

/** The built watchdog, as a process that may be killed at any moment. */
export class WatchdogProcess {
  child;
  output = '';

  constructor(folder) {
    this.folder = folder;
  }

  /** Resolves when it watches. */
  async start() {
    this.output = '';
    const child = spawn(process.execPath, [main], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        AUTOHEAL_DATA_DIR: join(this.folder, 'data'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve, reject) => {
      const read = (data) => {
        this.output += data;
        if (/watching/i.test(this.output)) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        reject(new Error(`the watchdog ended with ${code} before it watched:\n${this.output}`));
      });
    });
  }

  async kill() {
    await this.end('SIGKILL');
  }

  async stop() {
    await this.end('SIGTERM');
  }

  async end(signal) {
    if (!this.child) return;
    this.child.kill(signal);
    await this.exited;
    this.child = undefined;
  }
}
