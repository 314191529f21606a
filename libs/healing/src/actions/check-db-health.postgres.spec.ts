import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionParts } from '../../testing/action-parts.js';
import { freePort } from '../../testing/free-port.js';
import { postgresProtocol } from './db-health/postgres.protocol.js';

/** Against a real PostgreSQL, where the machine has one (Debian: apt install postgresql). */
const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
const bin = join('/usr/lib/postgresql', versions.at(-1) ?? '', 'bin');
const withPostgres = versions.length > 0 ? describe : describe.skip;

const MAX_CONNECTIONS = 5;
const options = {
  max_connections: MAX_CONNECTIONS,
  superuser_reserved_connections: 0,
  max_wal_senders: 0,
  fsync: 'off',
};

/** PostgreSQL does not run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

withPostgres('CHECK_DB_HEALTH of a real PostgreSQL', () => {
  const parts = new ActionParts();
  const folder = mkdtempSync(join(tmpdir(), 'autoheal-postgres-'));
  const user = unprivileged();
  let server: ChildProcess;
  let port: number;

  const check = (name: string) =>
    parts.run(
      { type: 'CHECK_DB_HEALTH' },
      { DATABASE_URL: `postgres://${name}@127.0.0.1:${String(port)}/postgres` },
    );

  function createDatabase(): string {
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? 0);
    const data = join(folder, 'data');
    execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'admin', '-A', 'trust', '-N'], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    });
    const access = join(data, 'pg_hba.conf');
    const rule = 'host all locked all scram-sha-256\n';
    writeFileSync(access, rule + readFileSync(access, 'utf8'));
    return data;
  }

  beforeAll(async () => {
    const data = createDatabase();
    port = await freePort();
    const settings = Object.entries(options).flatMap(([name, value]) => [
      '-c',
      `${name}=${String(value)}`,
    ]);
    server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', ...settings],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await new Promise<void>((resolve) => {
      server.stderr?.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('ready to accept connections')) resolve();
      });
    });
  }, 60_000);

  afterAll(async () => {
    const exited = once(server, 'exit');
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
    await parts.close();
  });

  it.each([
    ['lets it in', 'admin', 'is ready for queries'],
    ['asks for a password', 'locked', 'asks for credentials'],
    ['does not know the user', 'nobody', "refuses this check's login (28000)"],
  ])('finds it alive when it %s', async (_what, name, words) => {
    expect(await check(name)).toMatchObject({ ok: true, summary: expect.stringContaining(words) });
  });

  it('finds it ill when it has no connection left', async () => {
    const address = { engine: 'postgres', host: '', port, user: 'locked', database: 'x' } as const;
    // More than fit: connections of the tests before may still be closing.
    const idle = Array.from({ length: 4 * MAX_CONNECTIONS }, () =>
      connect({ host: '127.0.0.1', port }),
    );
    for (const socket of idle) {
      socket.write(postgresProtocol.opening?.(address) ?? '');
      await once(socket, 'data');
    }
    const outcome = await check('admin');
    for (const socket of idle) socket.destroy();
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining('53300'),
    });
  });
});
