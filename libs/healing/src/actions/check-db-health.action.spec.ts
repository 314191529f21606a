import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { ActionParts } from '../../testing/action-parts.js';
import { TcpStub } from '../../testing/tcp-stub.js';

let parts: ActionParts;
let stubs: TcpStub[];
beforeEach(() => {
  parts = new ActionParts();
  stubs = [];
});
afterEach(async () => {
  for (const stub of stubs) await stub.stop();
  await parts.close();
});

async function serve(treat: (socket: Socket) => void): Promise<number> {
  const stub = new TcpStub(treat);
  stubs.push(stub);
  return stub.start();
}

const check = (parameters: object, environment = {}) =>
  parts.run({ type: 'CHECK_DB_HEALTH', timeoutMs: 10_000, ...parameters }, environment);

describe('CHECK_DB_HEALTH of any server', () => {
  it('is content with a connection', async () => {
    const port = await serve(() => undefined);
    expect(await check({ engine: 'tcp', port })).toMatchObject({
      ok: true,
      summary: expect.stringMatching(/^tcp at 127.0.0.1:\d+ accepts connections \(\d+ ms\)\.$/),
    });
  });

  it.each([
    ['postgresql://db.test', 'postgres at db.test:5432'],
    ['mariadb://db.test', 'mysql at db.test:3306'],
    ['rediss://db.test', 'redis at db.test:6379'],
    ['mongodb+srv://db.test', 'mongodb at db.test:27017'],
    ['tcp://[::1]:99', 'tcp at ::1:99'],
  ])('knows by %s who listens where', async (DATABASE_URL, where) => {
    const described = await parts.describe({ type: 'CHECK_DB_HEALTH' }, { DATABASE_URL });
    expect(described).toBe(`check ${where}`);
  });

  it('holds the limits of the settings against it, and the own ones of the action first', async () => {
    const port = await serve(() => undefined);
    const limits = { DB_HEALTH_MAX_CONNECTIONS_PERCENT: '90', DB_HEALTH_MAX_LATENCY_MS: '1' };
    const own = { engine: 'tcp', port, maxLatencyMs: 60_000 };
    expect(await check(own, limits)).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(
        'does not tell whether connections in use are at at most 90%',
      ),
    });
  });

  it.each(['postgres', 'mysql', 'redis', 'mongodb', 'tcp'])(
    'says that nothing listens (%s)',
    async (engine) => {
      const port = await serve(() => undefined);
      for (const stub of stubs.splice(0)) await stub.stop();
      expect(await check({ engine, port })).toMatchObject({
        ok: false,
        reason: 'unhealthy',
        retryable: true,
        message: expect.stringContaining('refuses connections'),
      });
    },
  );

  it.each(['postgres', 'mysql', 'redis', 'mongodb'])(
    'says that the server is silent (%s)',
    async (engine) => {
      const port = await serve(() => undefined);
      expect(await check({ engine, port, timeoutMs: 200 })).toMatchObject({
        ok: false,
        reason: 'unhealthy',
        message: expect.stringContaining('does not answer in time'),
      });
    },
  );

  it.each(['postgres', 'mysql', 'redis', 'mongodb'])(
    'says that the server hung up (%s)',
    async (engine) => {
      const port = await serve((socket) => socket.end());
      expect(await check({ engine, port })).toMatchObject({ ok: false, reason: 'unhealthy' });
    },
  );

  it('can be cancelled', async () => {
    const port = await serve(() => undefined);
    const outcome = await parts.run(
      { type: 'CHECK_DB_HEALTH', engine: 'mysql', port },
      {},
      { signal: AbortSignal.abort() },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'cancelled' });
  });

  it.each([
    ['nothing is named', {}, 'Set DATABASE_URL'],
    ['the URL is none', { DATABASE_URL: 'my-secret' }, 'not a database address'],
    ['the URL has no port', { DATABASE_URL: 'oracle://u:my-secret@db' }, 'not a database address'],
  ])('says what to set when %s, without repeating it', async (_what, environment, words) => {
    const outcome = await check({}, environment);
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'invalid-parameters',
      message: expect.stringContaining(words),
    });
    expect(JSON.stringify(outcome)).not.toContain('my-secret');
  });

  it('says that a tcp check needs a port', async () => {
    expect(await check({ engine: 'tcp' })).toMatchObject({ reason: 'invalid-parameters' });
  });
});

describe('CHECK_DB_HEALTH by a script', () => {
  it('is healthy when the script exits with 0; the script is told the database', async () => {
    parts.write('check.sh', '#!/bin/sh\necho "$1 $DATABASE_URL"\n', 0o755);
    const outcome = await check(
      { script: ['./check.sh', 'primary'] },
      { DATABASE_URL: 'postgres://db' },
    );
    expect(outcome).toMatchObject({ ok: true, output: 'primary postgres://db\n' });
  });

  it('is unhealthy when it exits otherwise', async () => {
    parts.write('check.sh', '#!/bin/sh\necho replication lag 900 s\nexit 1\n', 0o755);
    const outcome = await check({}, { DB_HEALTH_SCRIPT: './check.sh' });
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      output: 'replication lag 900 s\n',
    });
  });

  it('takes the setting as an array of words, too', async () => {
    const outcome = await check({}, { DB_HEALTH_SCRIPT: '["echo", "a b"]' });
    expect(outcome).toMatchObject({ ok: true, output: 'a b\n' });
  });

  it('says when the script does not exist, or takes too long', async () => {
    parts.write('slow.sh', '#!/bin/sh\nsleep 60\n', 0o755);
    expect(await check({ script: ['./gone.sh'] })).toMatchObject({ reason: 'not-found' });
    expect(await check({ script: ['./slow.sh'], timeoutMs: 200 })).toMatchObject({
      reason: 'timeout',
    });
  });

  it('refuses a setting that is no command', async () => {
    await expect(check({}, { DB_HEALTH_SCRIPT: '[]' })).rejects.toThrow(
      'DB_HEALTH_SCRIPT=[]: must be a path, or a JSON array',
    );
  });
});
