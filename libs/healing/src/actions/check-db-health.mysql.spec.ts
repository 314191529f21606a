import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionParts } from '../../testing/action-parts.js';
import { FakeMysql, type Answers } from '../../testing/fake-mysql.js';
import { MariadbServer } from '../../testing/mariadb-server.js';
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

const check = (port: number, limits: object = {}, login = 'checker:letmein99', scheme = 'mysql') =>
  parts.run(
    { type: 'CHECK_DB_HEALTH', timeoutMs: 20_000, ...limits },
    { DATABASE_URL: `${scheme}://${login}@127.0.0.1:${String(port)}/shop` },
  );

describe('CHECK_DB_HEALTH of MySQL', () => {
  const well: Answers = {
    'version()': [{ version: '8.0.36', most: '200' }],
    Threads_connected: [{ Variable_name: 'Threads_connected', Value: '50' }],
    'information_schema.tables': [{ bytes: '10485760' }],
    'show replica status': [],
  };
  async function serve(answers: Answers): Promise<number> {
    const fake = await FakeMysql.start({ ...well, ...answers });
    stops.push(() => fake.stop());
    return fake.port;
  }

  it('tells version, latency, connection use and data, and never the password', async () => {
    const outcome = await check(await serve({}), { maxConnectionsPercent: 25 });
    expect(outcome).toMatchObject({
      ok: true,
      summary: expect.stringMatching(
        /version 8.0.36 \(\d+ ms, 25% of its connections in use, 0 s of replication lag, 10 MiB of data\)\.$/,
      ),
    });
    expect(JSON.stringify(outcome)).not.toContain('letmein99');
  });

  it('takes mariadb:// for the same', async () => {
    expect(await check(await serve({}), {}, 'a:b', 'mariadb')).toMatchObject({ ok: true });
  });

  it.each([
    ['many connections', { maxConnectionsPercent: 20 }, 'connections in use are at 25%'],
    ['much data', { maxDataMb: 5 }, 'its data takes 10 MiB, at most 5 MiB'],
    ['an untold disk', { maxStoragePercent: 90 }, 'it does not tell whether its storage is full'],
  ])('holds %s against it where the action says so', async (_what, limits, words) => {
    expect(await check(await serve({}), limits)).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });

  it('knows how full the disk is where MariaDB tells', async () => {
    const port = await serve({ 'information_schema.disks': [{ full: '93.5' }] });
    expect(await check(port, { maxStoragePercent: 90 })).toMatchObject({
      message: expect.stringContaining('its storage is full by 93.5%, at most 90% is well'),
    });
  });

  const replica = (column: string, seconds: string | null) => [{ [column]: seconds }];
  it.each([
    [
      'is behind',
      { 'show replica status': replica('Seconds_Behind_Source', '12') },
      'behind by 12 s',
    ],
    ['stands still', { 'show replica status': replica('Seconds_Behind_Source', null) }, 'not run'],
  ])('finds fault with a replica that %s', async (_what, answers, words) => {
    expect(await check(await serve(answers), { maxReplicationLagSeconds: 5 })).toMatchObject({
      ok: false,
      message: expect.stringContaining(words),
    });
  });

  it('asks old servers in their own words', async () => {
    const port = await serve({
      'show replica status': undefined,
      'show slave status': replica('Seconds_Behind_Master', '12'),
    });
    expect(await check(port, { maxReplicationLagSeconds: 5 })).toMatchObject({
      message: expect.stringContaining('behind by 12 s'),
    });
  });

  /** A packet of MySQL: its length, its number, its payload. */
  const packet = (payload: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUIntLE(payload.length, 0, 3);
    return Buffer.concat([head, payload]);
  };
  const error = (code: number, message: string) =>
    packet(Buffer.concat([Buffer.from([0xff, code & 0xff, code >> 8]), Buffer.from(message)]));
  async function serveBytes(bytes: Buffer): Promise<number> {
    const stub = new TcpStub((socket) => socket.end(bytes));
    stops.push(() => stub.stop());
    return stub.start();
  }

  it('calls it alive that does not let this host in', async () => {
    const port = await serveBytes(error(1130, 'Host is not allowed'));
    expect(await check(port)).toMatchObject({
      ok: true,
      summary: expect.stringContaining("refuses this check's login"),
    });
  });

  it.each([
    ['has no connection left', error(1040, 'Too many connections'), 'Too many connections'],
    ['shuts down', error(1053, '#08S01Server shutdown in progress'), 'Server shutdown'],
    ['is no MySQL', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'), 'broke the connection off'],
    ['sends an empty packet', packet(Buffer.alloc(0)), 'is not well'],
    ['hangs up', Buffer.alloc(0), 'broke the connection off'],
  ])('finds fault with a server that %s', async (_what, answer, words) => {
    expect(await check(await serveBytes(answer))).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });
});

(MariadbServer.isInstalled ? describe : describe.skip)('CHECK_DB_HEALTH of a real MariaDB', () => {
  async function start(...options: readonly string[]): Promise<MariadbServer> {
    const server = await MariadbServer.start(
      `create database shop;
create user checker@'%' identified by 'letmein99';
grant all on *.* to checker@'%';
create user poor@'%' identified by 'secret';
grant select on shop.* to poor@'%';
`,
      ...options,
    );
    stops.push(() => server.stop());
    return server;
  }

  it('tells what it knows, to a login that may ask and to one that may not', async () => {
    const { port } = await start('--max-connections=20');
    expect(
      await check(port, { maxConnectionsPercent: 50, maxReplicationLagSeconds: 1 }),
    ).toMatchObject({
      ok: true,
      summary: expect.stringMatching(/MariaDB.* \(\d+ ms, \d+% of its connections in use, 0 s of/),
    });
    expect(await check(port, {}, 'poor:secret')).toMatchObject({ ok: true });
    expect(await check(port, { maxReplicationLagSeconds: 1 }, 'poor:secret')).toMatchObject({
      ok: false,
      message: expect.stringContaining('it does not tell whether a replica is behind'),
    });
    expect(await check(port, {}, 'checker:wrong')).toMatchObject({
      ok: true,
      summary: expect.stringContaining("refuses this check's login"),
    });
  }, 60_000);

  it('says that a replica does not reach its primary', async () => {
    const { port } = await start('--server-id=2');
    const { default: mysql } = await import('mysql2/promise');
    const uri = `mysql://checker:letmein99@127.0.0.1:${String(port)}/shop`;
    const connection = await mysql.createConnection(uri);
    await connection.query("change master to master_host='127.0.0.1', master_port=1");
    await connection.query('start slave');
    await connection.end();
    expect(await check(port)).toMatchObject({
      ok: false,
      message: expect.stringContaining('replication does not run'),
    });
  }, 60_000);
});
