import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionParts } from '../../testing/action-parts.js';
import { FakeMongodb } from '../../testing/fake-mongodb.js';
import { TcpStub } from '../../testing/tcp-stub.js';

const ok = { ok: 1 };
const alone = { hello: { isWritablePrimary: true }, ping: ok };
const primary = { isWritablePrimary: true, secondary: false, setName: 'rs0' };

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

const check = (port: number, limits: object = {}, login = '') =>
  parts.run(
    { type: 'CHECK_DB_HEALTH', timeoutMs: 5_000, ...limits },
    { DATABASE_URL: `mongodb://${login}127.0.0.1:${String(port)}/shop` },
  );
async function checkFake(
  answers: Readonly<Record<string, object>>,
  limits: object = {},
  login = '',
) {
  const { port, stop } = await FakeMongodb.start(answers);
  stops.push(stop);
  return check(port, limits, login);
}

describe('CHECK_DB_HEALTH of MongoDB', () => {
  it('is content where more than hello and ping needs a login', async () => {
    expect(await checkFake(alone)).toMatchObject({
      ok: true,
      summary: expect.stringMatching(/^mongodb at .* answers as a server of its own \(\d+ ms, 0 s/),
    });
  });

  it('calls it alive that does not let the login in, and never repeats the password', async () => {
    const saslStart = { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'failed' };
    const outcome = await checkFake({ ...alone, saslStart }, {}, 'app:letmein99@');
    expect(outcome).toMatchObject({
      ok: true,
      summary: expect.stringContaining("refuses this check's login"),
    });
    expect(JSON.stringify(outcome)).not.toContain('letmein99');
  });

  const set = {
    hello: primary,
    ping: ok,
    serverStatus: { ...ok, connections: { current: 25, available: 75 } },
    dbStats: { ...ok, fsUsedSize: 950, fsTotalSize: 1_000, totalSize: 5 * 1024 * 1024 },
    replSetGetStatus: {
      ...ok,
      members: [
        { stateStr: 'PRIMARY', optimeDate: new Date(1_000_000) },
        { stateStr: 'SECONDARY', optimeDate: new Date(993_000) },
        { stateStr: 'ARBITER' },
      ],
    },
  };

  it('tells connection use, replication lag, disk and data', async () => {
    expect(await checkFake(set, { maxReplicationLagSeconds: 10 })).toMatchObject({
      ok: true,
      summary: expect.stringMatching(
        /primary of rs0 \(\d+ ms, 25% of its connections in use, 7 s of replication lag, 95% of its storage in use, 5 MiB of data\)/,
      ),
    });
  });

  it.each([
    [{ maxReplicationLagSeconds: 5 }, 'a replica is behind by 7 s, at most 5 s is well'],
    [{ maxConnectionsPercent: 20 }, 'connections in use are at 25%, at most 20% is well'],
    [{ maxStoragePercent: 90 }, 'its storage is full by 95%, at most 90% is well'],
  ])('holds it against the limit %j', async (limits, words) => {
    expect(await checkFake(set, limits)).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['recovers', { hello: { ...primary, isWritablePrimary: false }, ping: ok }, 'neither primary'],
    [
      'refuses to ping',
      { hello: primary, ping: { ok: 0, code: 91, errmsg: 'going down' } },
      'going',
    ],
  ])('finds fault with a server that %s', async (_what, answers, words) => {
    expect(await checkFake(answers)).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['nothing', Buffer.alloc(0)],
  ])('finds fault with a server that answers by %s', async (_what, answer) => {
    const stub = new TcpStub((socket) => socket.once('data', () => socket.end(answer)));
    stops.push(() => stub.stop());
    expect(await check(await stub.start())).toMatchObject({ ok: false, reason: 'unhealthy' });
  });

  it('names the first of several servers', async () => {
    const url = 'mongodb://app:letmein99@one.test:27018,two.test/shop?replicaSet=rs0';
    expect(await parts.describe({ type: 'CHECK_DB_HEALTH' }, { DATABASE_URL: url })).toBe(
      'check mongodb at one.test:27018',
    );
  });
});
