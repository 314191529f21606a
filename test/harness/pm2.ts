import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BIN = fileURLToPath(new URL('../../node_modules/.bin/pm2', import.meta.url));

export interface Pm2Process {
  readonly name: string;
  readonly pid: number;
  readonly pm2_env: { readonly status: string; readonly restart_time: number };
}

/** Real PM2 with a daemon and a folder of its own, by its command line. */
export class Pm2Home {
  private readonly home = mkdtempSync(join(tmpdir(), 'autoheal-pm2-'));

  /** For the apps that shall use this one. */
  get variables(): Record<string, string> {
    return { PM2_BIN: BIN, PM2_HOME: this.home };
  }

  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout } = await run(BIN, args, {
      cwd: this.home,
      env: { PATH: process.env['PATH'] ?? '', HOME: this.home, PM2_HOME: this.home, ...env },
    });
    return stdout;
  }

  async list(): Promise<Pm2Process[]> {
    return JSON.parse(await this.run(['jlist'])) as Pm2Process[];
  }

  /** The daemon outlives who started it. */
  async dispose(): Promise<void> {
    await this.run(['kill']);
    rmSync(this.home, { recursive: true, force: true });
  }
}
