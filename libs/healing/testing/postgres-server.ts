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

const MOST_TRIES = 100;

/** A real PostgreSQL in a folder of its own, where the machine has one (Debian: apt install postgresql). */
export class PostgresServer {
  static readonly isInstalled = versions.length > 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-postgres-'));
  private readonly user = unprivileged();
  private server: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly settings: Readonly<Record<string, string | number>>,
  ) {}

  /**
   * Starts it; the user `admin` needs no password, `locked` does.
   *
   * @param settings of the server, by their names
   */
  static async start(settings: Readonly<Record<string, string | number>>): Promise<PostgresServer> {
    const server = new PostgresServer(await freePort(), { fsync: 'off', ...settings });
    server.createDatabase();
    await server.startAgain();
    return server;
  }

  /** Address of a database for `admin`. */
  url(database: string): string {
    return `postgres://admin@127.0.0.1:${String(this.port)}/${database}`;
  }

  createEmpty(database: string): void {
    const host = ['-h', '127.0.0.1', '-p', String(this.port)];
    execFileSync(join(bin, 'createdb'), [...host, '-U', 'admin', database]);
  }

  async stop(): Promise<void> {
    await this.end('SIGINT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends it, or kills it with its backends; what is stored stays. */
  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    if (!this.server) return;
    const exited = once(this.server, 'exit');
    this.server.kill(signal);
    await exited;
    this.server = undefined;
  }

  /** After `end`: on the same data and port. */
  async startAgain(): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) if (await this.run()) return;
    throw new Error('PostgreSQL does not start');
  }

  private createDatabase(): void {
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
  }

  /** @returns false when it ended instead, for instance because backends of a killed server still go */
  private async run(): Promise<boolean> {
    const options = Object.entries(this.settings).flatMap(([name, value]) => [
      '-c',
      `${name}=${String(value)}`,
    ]);
    const place = ['-D', join(this.folder, 'data'), '-p', String(this.port), '-k', this.folder];
    const server = spawn(join(bin, 'postgres'), [...place, '-h', '127.0.0.1', ...options], {
      ...this.user,
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.server = server;
    return new Promise((resolve) => {
      server.once('exit', () => {
        resolve(false);
      });
      server.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('ready to accept connections')) resolve(true);
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
