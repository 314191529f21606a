import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { ActionParts } from '../../testing/action-parts.js';
import { RedisServer } from '../../testing/redis-server.js';
import { TcpStub } from '../../testing/tcp-stub.js';

let parts: ActionParts;
let stops: (() => Promise<void>)[];
beforeEach(() => {
  parts = new ActionParts();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  await parts.close();
});

const check = (address: string, limits: object = {}) =>
  parts.run(
    { type: 'CHECK_DB_HEALTH', timeoutMs: 5_000, ...limits },
    { DATABASE_URL: `redis://${address}` },
  );

(RedisServer.isInstalled ? describe : describe.skip)('CHECK_DB_HEALTH of a real Redis', () => {
  async function start(...options: readonly string[]): Promise<RedisServer> {
    const server = await RedisServer.start(...options);
    stops.push(() => server.stop());
    return server;
  }
  const at = ({ port }: RedisServer): string => `127.0.0.1:${String(port)}`;

  it('tells its version, how long it took, and how many connections are in use', async () => {
    const server = await start('--maxclients', '50');
    const outcome = await check(at(server), { maxLatencyMs: 4_000, maxConnectionsPercent: 50 });
    expect(outcome).toMatchObject({
      ok: true,
      summary: expect.stringMatching(/answers as version \d+\.\d+\.\d+ \(\d+ ms, 2% of its conn/),
    });
  });

  it('logs in by the password of the address, and never repeats it', async () => {
    const server = await start('--requirepass', 'p@ss word');
    const outcome = await check(`:p%40ss%20word@${at(server)}`);
    expect(outcome).toMatchObject({ ok: true, summary: expect.stringContaining('version') });
    expect(JSON.stringify(outcome)).not.toContain('p@ss');
  });

  it('logs in as a user', async () => {
    const server = await start('--user', 'checker', 'on', '>secret', '+@all');
    expect(await check(`checker:secret@${at(server)}`)).toMatchObject({
      ok: true,
      summary: expect.stringContaining('version'),
    });
  });

  it.each([
    ['without a password', ''],
    ['with a wrong one', ':wrong@'],
  ])('calls it alive that lets nobody in %s', async (_what, login) => {
    const server = await start('--requirepass', 'secret');
    expect(await check(`${login}${at(server)}`)).toMatchObject({
      ok: true,
      summary: expect.stringContaining("refuses this check's login"),
    });
  });

  it('is content where the login may do no more than PING', async () => {
    const server = await start('--user', 'poor', 'on', '>secret', '+ping');
    expect(await check(`poor:secret@${at(server)}`)).toMatchObject({ ok: true });
    expect(await check(`poor:secret@${at(server)}`, { maxConnectionsPercent: 90 })).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining('it does not tell whether connections in use'),
    });
  });

  it('finds it ill when its connections run out', async () => {
    const server = await start('--maxclients', '4');
    const idle: Socket[] = [];
    stops.push(() => {
      for (const socket of idle) socket.destroy();
      return Promise.resolve();
    });
    const take = async () => {
      const socket = connect({ host: '127.0.0.1', port: server.port });
      idle.push(socket);
      socket.write('PING\r\n');
      await once(socket, 'data');
    };
    for (let count = 0; count < 3; count += 1) await take();
    expect(await check(at(server), { maxConnectionsPercent: 90 })).toMatchObject({
      ok: false,
      message: expect.stringContaining('connections in use are at 100%, at most 90% is well'),
    });
    await take();
    expect(await check(at(server))).toMatchObject({
      ok: false,
      message: expect.stringContaining('max number of clients reached'),
    });
  });

  it('watches a replica: its link, and how far it is behind', async () => {
    const master = await start('--repl-diskless-sync-delay', '0');
    const replica = await start('--replicaof', '127.0.0.1', String(master.port));
    let outcome = await check(at(replica));
    while (!outcome.ok) outcome = await check(at(replica));
    expect(outcome.summary).toMatch(/\d+ s of replication lag/);
    expect(await check(at(master), { maxReplicationLagSeconds: 20 })).toMatchObject({ ok: true });
    await master.stop();
    do outcome = await check(at(replica));
    while (outcome.ok);
    expect(outcome.message).toContain('whose link to its master is down');
  });
});

describe('CHECK_DB_HEALTH of what may be Redis', () => {
  async function serve(treat: (socket: Socket) => void): Promise<string> {
    const stub = new TcpStub(treat);
    stops.push(() => stub.stop());
    return `127.0.0.1:${String(await stub.start())}`;
  }

  it.each([
    ['loads its data', '-LOADING Redis is loading the dataset in memory\r\n', 'is loading the'],
    ['is no Redis', 'HTTP/1.1 400 Bad Request\r\n', 'is not well'],
    ['sends a text without an end', `$${'9'.repeat(12)}\r\n`, 'is not well'],
    ['breaks off', '', 'is not well'],
  ])('finds fault with a server that %s', async (_what, answer, words) => {
    const address = await serve((socket) => socket.once('data', () => socket.end(answer)));
    expect(await check(address)).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });

  it('finds fault with a server that cannot write to its disk', async () => {
    const info = 'redis_version:7.0.0\r\naof_last_write_status:err';
    const answers = ['+PONG\r\n', `$${String(info.length)}\r\n${info}\r\n`];
    const address = await serve((socket) =>
      socket.on('data', () => socket.write(answers.shift() ?? '+OK\r\n')),
    );
    expect(await check(address)).toMatchObject({
      ok: false,
      message: expect.stringContaining('cannot write its append-only file'),
    });
  });

  it('takes the address from the variable that the action names', async () => {
    const address = await serve((socket) =>
      socket.once('data', () => socket.end('-LOADING x\r\n')),
    );
    process.env['CACHE_URL'] = `redis://${address}`;
    const outcome = await parts.run({ type: 'CHECK_DB_HEALTH', urlVariable: 'CACHE_URL' });
    delete process.env['CACHE_URL'];
    expect(outcome).toHaveProperty('message', expect.stringContaining(`redis at ${address}`));
    expect(await parts.run({ type: 'CHECK_DB_HEALTH', urlVariable: 'CACHE_URL' })).toMatchObject({
      reason: 'invalid-parameters',
      message: expect.stringContaining('has no CACHE_URL'),
    });
  });
});
