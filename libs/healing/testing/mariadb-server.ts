import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const BIN = '/usr/sbin/mariadbd';
const INSTALL = '/usr/bin/mariadb-install-db';

/** It refuses to run as root unless it is told to. */
const AS_ROOT = userInfo().uid === 0 ? ['--user=root'] : [];

/** A real MariaDB in a folder of its own, where the machine has one (Debian: apt install mariadb-server). */
export class MariadbServer {
  static readonly isInstalled = existsSync(BIN) && existsSync(INSTALL);
  private readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-mariadb-'));
  private server: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  /**
   * Starts it without any user but its own.
   *
   * @param sql is run once it is up, a statement a line
   * @param options as on its command line, for instance `--max-connections=10`
   */
  static async start(sql: string, ...options: readonly string[]): Promise<MariadbServer> {
    const server = new MariadbServer(await freePort());
    chmodSync(server.folder, 0o755);
    const data = `--datadir=${join(server.folder, 'data')}`;
    execFileSync(INSTALL, ['--no-defaults', data, ...AS_ROOT, '--skip-test-db'], {
      stdio: 'ignore',
    });
    const start = join(server.folder, 'start.sql');
    writeFileSync(start, sql);
    await server.run(data, `--init-file=${start}`, ...options);
    return server;
  }

  async stop(): Promise<void> {
    if (this.server) {
      const exited = once(this.server, 'exit');
      this.server.kill('SIGTERM');
      await exited;
      this.server = undefined;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async run(...options: readonly string[]): Promise<void> {
    const at = ['--bind-address=127.0.0.1', `--port=${String(this.port)}`];
    const socket = `--socket=${join(this.folder, 'socket')}`;
    const words = ['--no-defaults', ...AS_ROOT, ...at, socket, ...options];
    const server = spawn(BIN, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      let log = '';
      server.once('exit', () => {
        reject(new Error(`mariadbd does not start: ${log}`));
      });
      server.stderr.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('ready for connections')) resolve();
      });
    });
  }
}
