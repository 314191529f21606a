import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ActionParts } from '../../testing/action-parts.js';
import { PostgresServer } from '../../testing/postgres-server.js';
import { TcpStub } from '../../testing/tcp-stub.js';

const withPostgres = PostgresServer.isInstalled ? describe : describe.skip;

const MAX_CONNECTIONS = 5;

let parts: ActionParts;
beforeEach(() => {
  parts = new ActionParts();
});
afterEach(() => parts.close());

const check = (name: string, port: number, limits: object = {}) =>
  parts.run(
    { type: 'CHECK_DB_HEALTH', timeoutMs: 5_000, ...limits },
    { DATABASE_URL: `postgres://${name}@127.0.0.1:${String(port)}/postgres` },
  );

withPostgres('CHECK_DB_HEALTH of a real PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start({
      max_connections: MAX_CONNECTIONS,
      superuser_reserved_connections: 0,
      max_wal_senders: 0,
    });
  }, 60_000);
  afterAll(() => server.stop());

  it('tells its version, how long it took, connection use and data', async () => {
    const limits = { maxReplicationLagSeconds: 1, maxConnectionsPercent: 90 };
    expect(await check('admin:letmein99', server.port, limits)).toMatchObject({
      ok: true,
      summary: expect.stringMatching(
        /answers as version \d+\.\d+ .*\(\d+ ms, \d+% of its connections in use, 0 s of replication lag, [\d.]+ MiB of data\)/,
      ),
    });
  });

  it.each([
    ['asks for a password that nobody gave', 'locked'],
    ['does not take the password', 'locked:wrong'],
    ['does not know the user', 'nobody'],
  ])('finds it alive when it %s', async (_what, name) => {
    expect(await check(name, server.port)).toMatchObject({
      ok: true,
      summary: expect.stringContaining("refuses this check's login"),
    });
  });

  it('holds its size against it where the action says so', async () => {
    expect(await check('admin', server.port, { maxDataMb: 1 })).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringMatching(/its data takes [\d.]+ MiB, at most 1 MiB is well/),
    });
  });

  it('finds it ill when it has no connection left', async () => {
    const { port } = server;
    // More than fit: connections of the tests before may still be closing.
    const idle = Array.from({ length: 4 * MAX_CONNECTIONS }, () =>
      connect({ host: '127.0.0.1', port }),
    );
    for (const socket of idle) {
      socket.write(startup('locked'));
      await once(socket, 'data');
    }
    const outcome = await check('admin', port);
    for (const socket of idle) socket.destroy();
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining('53300'),
    });
  });
});

/** The first message of a client: its length, version 3.0, and who it is. */
function startup(user: string): Buffer {
  const body = Buffer.from(`user\0${user}\0database\0x\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + head.length, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, body]);
}

describe('CHECK_DB_HEALTH of what may be PostgreSQL', () => {
  let stub: TcpStub | undefined;
  afterEach(() => stub?.stop());
  async function checkAnswer(answer: Buffer) {
    stub = new TcpStub((socket) => socket.once('data', () => socket.end(answer)));
    return check('admin', await stub.start());
  }
  const error = (code: string, message: string) => {
    const body = Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`);
    const head = Buffer.alloc(5, 'E');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };

  it('is content with a server that knows no such database', async () => {
    expect(await checkAnswer(error('3D000', 'does not exist'))).toMatchObject({ ok: true });
  });

  it.each([
    ['starts up', error('57P03', 'the database system is starting up'), 'is starting up'],
    ['is no PostgreSQL', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'is not well'],
    ['says nothing', Buffer.alloc(0), 'is not well'],
  ])('finds fault with a server that %s', async (_what, answer, words) => {
    expect(await checkAnswer(answer)).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });
});
