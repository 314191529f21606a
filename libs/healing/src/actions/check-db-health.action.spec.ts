import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
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
  parts.run({ type: 'CHECK_DB_HEALTH', timeoutMs: 1_000, ...parameters }, environment);

/** A message of PostgreSQL: its type, its length with itself, its body. */
function pgMessage(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const pgError = (code: string, message: string) =>
  pgMessage('E', Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`));
const pgAuthentication = (kind: number) => {
  const body = Buffer.alloc(4);
  body.writeInt32BE(kind);
  return pgMessage('R', body);
};
const pgReady = pgMessage('Z', Buffer.from('I'));

/** A packet of MySQL: its length, its number, its payload. */
function mysqlPacket(sequence: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntLE(payload.length, 0, 3);
  head.writeUInt8(sequence, 3);
  return Buffer.concat([head, payload]);
}
const mysqlGreeting = mysqlPacket(0, Buffer.from(`\n8.0.36\0${'x'.repeat(60)}`, 'latin1'));
const mysqlError = (code: number, message: string) =>
  mysqlPacket(
    0,
    Buffer.concat([Buffer.from([0xff, code & 0xff, code >> 8]), Buffer.from(message)]),
  );

describe('CHECK_DB_HEALTH of PostgreSQL', () => {
  it('asks by the names of DATABASE_URL, and never sends the password', async () => {
    let asked = '';
    const port = await serve((socket) =>
      socket.once('data', (data: Buffer) => {
        asked = data.toString('latin1');
        socket.write(pgAuthentication(10));
      }),
    );
    const outcome = await check(
      {},
      { DATABASE_URL: `postgres://app%20user:secret-word@127.0.0.1:${String(port)}/shop` },
    );
    expect(outcome).toMatchObject({
      ok: true,
      summary: `postgres at 127.0.0.1:${String(port)} answers and asks for credentials.`,
    });
    expect(asked).toContain('user\0app user\0database\0shop\0');
    expect(asked).not.toContain('secret-word');
    expect(JSON.stringify(outcome)).not.toContain('secret-word');
  });

  it.each([
    ['asks for no password', [pgAuthentication(0), pgReady], 'is ready for queries'],
    ['refuses the login', [pgError('28000', 'no pg_hba.conf entry')], "refuses this check's login"],
    ['knows no such database', [pgError('3D000', 'does not exist')], "refuses this check's login"],
  ])('is content with a server that %s', async (_what, messages, words) => {
    const port = await serve((socket) =>
      socket.once('data', () => socket.write(Buffer.concat(messages))),
    );
    const outcome = await check({ engine: 'postgres', port });
    expect(outcome).toMatchObject({ ok: true, summary: expect.stringContaining(words) });
  });

  it.each([
    ['starts up', [pgError('57P03', 'the database system is starting up')], 'is starting up'],
    ['has no connection left', [pgError('53300', 'too many clients')], 'too many clients'],
    [
      'refuses after the login',
      [pgAuthentication(0), pgError('53300', 'slots are reserved')],
      'slots are reserved',
    ],
    ['is no PostgreSQL', [Buffer.from('HTTP/1.1 400 Bad Request\r\n')], 'is not PostgreSQL'],
  ])('finds fault with a server that %s', async (_what, messages, words) => {
    const port = await serve((socket) =>
      socket.once('data', () => socket.write(Buffer.concat(messages))),
    );
    const outcome = await check({ engine: 'postgres', port });
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });

  it('reads an answer that comes byte by byte', async () => {
    const port = await serve((socket) => {
      socket.setNoDelay().once('data', () => {
        const bytes = [...Buffer.concat([pgAuthentication(0), pgReady])];
        const next = (): void => {
          const byte = bytes.shift();
          if (byte !== undefined) socket.write(Buffer.from([byte]), () => setImmediate(next));
        };
        next();
      });
    });
    expect(await check({ engine: 'postgres', port })).toMatchObject({ ok: true });
  });
});

describe('CHECK_DB_HEALTH of MySQL', () => {
  it('reads the greeting, and leaves by a login so that the server does not block the host', async () => {
    const received: Buffer[] = [];
    let gone: Promise<unknown> = Promise.resolve();
    const port = await serve((socket) => {
      gone = once(socket, 'close');
      socket.write(mysqlGreeting);
      socket.on('data', (data: Buffer) => {
        received.push(data);
        if (received.length === 1) socket.write(mysqlPacket(2, Buffer.from([0xfe, 0])));
        else socket.end(mysqlError(1045, 'Access denied'));
      });
    });
    const outcome = await check({ engine: 'mysql', port });
    await gone;
    expect(outcome).toMatchObject({ ok: true, summary: expect.stringContaining('8.0.36') });
    expect(received[0]?.toString('latin1')).toContain('autoheal_check\0');
    expect(received[1]).toEqual(mysqlPacket(3, Buffer.alloc(0)));
  });

  it('is content with the greeting alone', async () => {
    const port = await serve((socket) => socket.end(mysqlGreeting));
    expect(await check({ engine: 'mysql', port })).toMatchObject({ ok: true });
  });

  it('is content with a server that does not let this host in', async () => {
    const port = await serve((socket) => socket.end(mysqlError(1130, 'Host is not allowed')));
    expect(await check({ engine: 'mysql', port })).toMatchObject({ ok: true });
  });

  it.each([
    ['has no connection left', mysqlError(1040, 'Too many connections'), 'Too many connections'],
    ['shuts down', mysqlError(1053, '#08S01Server shutdown in progress'), '"Server shutdown'],
    ['is no MySQL', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'), 'is not MySQL'],
    ['sends an empty packet', mysqlPacket(0, Buffer.alloc(0)), 'is not MySQL'],
  ])('finds fault with a server that %s', async (_what, answer, words) => {
    const port = await serve((socket) => socket.end(answer));
    const outcome = await check({ engine: 'mysql', port });
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining(words),
    });
  });

  it('takes mariadb:// for the same', async () => {
    const port = await serve((socket) => socket.end(mysqlGreeting));
    const DATABASE_URL = `mariadb://root:pw@127.0.0.1:${String(port)}/shop`;
    expect(await check({}, { DATABASE_URL })).toMatchObject({ ok: true });
  });
});

describe('CHECK_DB_HEALTH of any server', () => {
  it('is content with a connection', async () => {
    const port = await serve(() => undefined);
    expect(await check({ engine: 'tcp', port })).toMatchObject({
      ok: true,
      summary: `tcp at 127.0.0.1:${String(port)} accepts connections.`,
    });
  });

  it('knows the ports of other databases by their URL', async () => {
    expect(
      await parts.describe({ type: 'CHECK_DB_HEALTH' }, { DATABASE_URL: 'redis://cache.test' }),
    ).toBe('check tcp at cache.test:6379');
  });

  it.each(['postgres', 'mysql', 'tcp'])('says that nothing listens (%s)', async (engine) => {
    const port = await serve(() => undefined);
    for (const stub of stubs.splice(0)) await stub.stop();
    expect(await check({ engine, port })).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      retryable: true,
      message: expect.stringContaining('refuses connections'),
    });
  });

  it.each(['postgres', 'mysql'])('says that the server is silent (%s)', async (engine) => {
    const port = await serve(() => undefined);
    expect(await check({ engine, port, timeoutMs: 200 })).toMatchObject({
      ok: false,
      reason: 'unhealthy',
      message: expect.stringContaining('does not answer in time'),
    });
  });

  it.each(['postgres', 'mysql'])('says that the server hung up (%s)', async (engine) => {
    const port = await serve((socket) => socket.end());
    expect(await check({ engine, port })).toMatchObject({ ok: false, reason: 'unhealthy' });
  });

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
