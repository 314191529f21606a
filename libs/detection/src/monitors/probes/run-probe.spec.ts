import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { probeSchema } from './probe.schema.js';
import { runProbe } from './run-probe.js';

const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const http = (answer: (response: ServerResponse, request: IncomingMessage) => void) =>
  listen(
    createServer((request, response) => {
      answer(response, request);
    }),
  );

const run = (probe: object, stop = new AbortController().signal) =>
  runProbe(probeSchema.parse({ id: 'p', ...probe }), stop);
const ask = (port: number, probe: object = {}) =>
  run({ type: 'http', url: `http://127.0.0.1:${String(port)}/health`, ...probe });

afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server)
      (server as ReturnType<typeof createServer>).closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

describe('an http probe', () => {
  it('is ok when the answer is as expected, and says how long it took', async () => {
    const port = await http((response) => response.end('fine'));
    expect(await ask(port)).toEqual({
      status: 'ok',
      latencyMs: expect.any(Number),
      facts: { http: 200 },
    });
  });

  it.each([
    [503, ['2xx'], 'failed'],
    [204, ['2xx'], 'ok'],
    [404, [200, 404], 'ok'],
    [301, ['2xx'], 'failed'],
    [301, ['3xx'], 'ok'],
  ])('judges a status of %d by %j as %s', async (status, expectStatus, verdict) => {
    const port = await http((response) =>
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(),
    );
    const outcome = await ask(port, { expectStatus });
    expect(outcome).toMatchObject({ status: verdict, facts: { http: status } });
    if (verdict === 'failed') expect(outcome).toMatchObject({ reason: 'status' });
  });

  it('looks for a text in the body', async () => {
    const port = await http((response) => response.end('{"db":"up"}'));
    expect(await ask(port, { expectBody: '"db":"up"' })).toMatchObject({ status: 'ok' });
    expect(await ask(port, { expectBody: 'down' })).toMatchObject({
      status: 'failed',
      reason: 'body',
      detail: 'the body does not contain "down"',
      facts: { http: 200 },
    });
  });

  it('reads no more than the first 64 KiB of a body that never ends', async () => {
    const port = await http((response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', write);
      write();
    });
    expect(await ask(port)).toMatchObject({ status: 'ok' });
    expect(await ask(port, { expectBody: 'y' })).toMatchObject({ reason: 'body' });
  });

  it.each([
    ['does not answer', () => undefined],
    ['does not finish its body', (response: ServerResponse) => void response.write('a')],
  ])('fails by timeout when the server %s', async (_what, answer) => {
    const port = await http(answer);
    const startedAt = performance.now();
    expect(await ask(port, { timeoutMs: 100 })).toEqual({
      status: 'failed',
      reason: 'timeout',
      detail: 'no answer in 100 ms',
      facts: {},
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('fails as slow when a good answer takes too long', async () => {
    const port = await http((response) => setTimeout(() => response.end(), 60));
    expect(await ask(port, { maxLatencyMs: 20 })).toMatchObject({
      status: 'failed',
      reason: 'slow',
      detail: expect.stringMatching(/^took \d+ ms, at most 20 ms is well$/),
      latencyMs: expect.any(Number),
    });
  });

  it('fails as network when the connection breaks', async () => {
    const port = await http((response) => response.destroy());
    expect(await ask(port)).toMatchObject({ status: 'failed', reason: 'network' });
  });

  it('fails as tls when the server does not speak it', async () => {
    const port = await http((response) => response.end());
    const url = `https://127.0.0.1:${String(port)}/`;
    expect(await run({ type: 'http', url })).toMatchObject({ status: 'failed', reason: 'tls' });
  });

  it('fails as dns when there is no such host', async () => {
    const url = 'http://no-such-host.invalid/';
    expect(await run({ type: 'http', url })).toMatchObject({ status: 'failed', reason: 'dns' });
  });

  it('asks over a connection of its own, and closes it', async () => {
    const seen: unknown[] = [];
    const port = await http((response, { socket, headers }) => {
      seen.push(socket.remotePort, headers.connection);
      response.end();
    });
    await ask(port);
    await ask(port);
    expect([seen[1], seen[3]]).toEqual(['close', 'close']);
    expect(seen[0]).not.toBe(seen[2]);
  });

  it('knows nothing when it is stopped', async () => {
    const port = await http(() => undefined);
    const stopping = new AbortController();
    const url = `http://127.0.0.1:${String(port)}/`;
    const outcome = run({ type: 'http', url }, stopping.signal);
    stopping.abort();
    expect(await outcome).toBeUndefined();
    expect(await run({ type: 'http', url }, stopping.signal)).toBeUndefined();
  });
});

describe('a tcp probe', () => {
  it('is ok when the port accepts a connection, which it closes', async () => {
    const server = createTcpServer();
    const closed = once(server, 'connection').then(([socket]) => once(socket as Socket, 'close'));
    const port = await listen(server);
    expect(await run({ type: 'tcp', port })).toMatchObject({ status: 'ok', facts: {} });
    await closed;
  });

  it('fails as refused when nobody listens', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    server.close();
    await once(server, 'close');
    servers.pop();
    const failed = {
      status: 'failed',
      reason: 'refused',
      detail: expect.stringContaining('ECONNREFUSED'),
    };
    expect(await run({ type: 'tcp', port })).toMatchObject(failed);
    expect(await run({ type: 'tcp', port, host: 'localhost' })).toMatchObject(failed);
  });
});
