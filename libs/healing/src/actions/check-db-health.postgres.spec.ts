import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ActionParts } from '../../testing/action-parts.js';
import { PostgresServer } from '../../testing/postgres-server.js';
import { postgresProtocol } from './db-health/postgres.protocol.js';

const withPostgres = PostgresServer.isInstalled ? describe : describe.skip;

const MAX_CONNECTIONS = 5;

withPostgres('CHECK_DB_HEALTH of a real PostgreSQL', () => {
  const parts = new ActionParts();
  let server: PostgresServer;

  const check = (name: string) =>
    parts.run(
      { type: 'CHECK_DB_HEALTH' },
      { DATABASE_URL: `postgres://${name}@127.0.0.1:${String(server.port)}/postgres` },
    );

  beforeAll(async () => {
    server = await PostgresServer.start({
      max_connections: MAX_CONNECTIONS,
      superuser_reserved_connections: 0,
      max_wal_senders: 0,
    });
  }, 60_000);

  afterAll(async () => {
    await server.stop();
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
    const { port } = server;
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
