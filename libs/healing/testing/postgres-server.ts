import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const BASE = '/usr/lib/postgresql';
const versions = existsSync(BASE) ? readdirSync(BASE) : [];
const bin = join(BASE, versions.at(-1) ?? '', 'bin');

/** A real PostgreSQL in a folder of its own, where the machine has one (Debian: apt install postgresql). */
export class PostgresServer {
  static readonly isInstalled = versions.length > 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-postgres-'));
  private readonly user = unprivileged();
  private server: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  /**
   * Starts it; the user `admin` needs no password, `locked` does.
   *
   * @param settings of the server, by their names
   */
  static async start(settings: Readonly<Record<string, string | number>>): Promise<PostgresServer> {
    const server = new PostgresServer(await freePort());
    await server.run(server.createDatabase(), { fsync: 'off', ...settings });
    return server;
  }

  async stop(): Promise<void> {
    if (this.server) {
      const exited = once(this.server, 'exit');
      this.server.kill('SIGINT');
      await exited;
      this.server = undefined;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private createDatabase(): string {
    if (this.user.uid !== undefined) chownSync(this.folder, this.user.uid, this.user.gid ?? 0);
    const data = join(this.folder, 'data');
    execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'admin', '-A', 'trust', '-N'], {
      ...this.user,
      cwd: this.folder,
      stdio: 'ignore',
    });
    const access = join(data, 'pg_hba.conf');
    const rule = 'host all locked all scram-sha-256\n';
    writeFileSync(access, rule + readFileSync(access, 'utf8'));
    return data;
  }

  private async run(
    data: string,
    settings: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    const options = Object.entries(settings).flatMap(([name, value]) => [
      '-c',
      `${name}=${String(value)}`,
    ]);
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(this.port), '-k', this.folder, '-h', '127.0.0.1', ...options],
      { ...this.user, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.server = server;
    await new Promise<void>((resolve) => {
      server.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('ready to accept connections')) resolve();
      });
    });
  }
}

/** PostgreSQL does not run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
