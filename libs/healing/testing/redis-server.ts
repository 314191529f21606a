import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const BIN = '/usr/bin/redis-server';

/** A real Redis in a folder of its own, where the machine has one (Debian: apt install redis-server). */
export class RedisServer {
  static readonly isInstalled = existsSync(BIN);

  private constructor(
    readonly port: number,
    private readonly server: ChildProcess,
    private readonly folder: string,
  ) {}

  /** @param options as on its command line, for instance `--requirepass secret` in two words */
  static async start(...options: readonly string[]): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'autoheal-redis-'));
    const port = await freePort();
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    const server = spawn(BIN, [...own, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      server.once('exit', () => {
        reject(new Error(`redis-server does not start with ${options.join(' ')}`));
      });
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
    });
    return new RedisServer(port, server, folder);
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null) {
      const exited = once(this.server, 'exit');
      this.server.kill('SIGTERM');
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
