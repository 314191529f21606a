import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OutboundPolicy } from '@app/outbound';
import { findProgram, pathFolders } from '@app/process-runner';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeTools } from '../../../testing/index.js';
import { probeSchema } from './probe.schema.js';
import { runProbe } from './run-probe.js';

const servers: Server[] = [];
const tools = probeTools();

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
  runProbe(probeSchema.parse({ id: 'p', ...probe }), stop, tools);
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

/** Takes what the configuration names for a name that leads where it must not. */
class Distrust extends OutboundPolicy {
  override asking(): OutboundPolicy {
    return new OutboundPolicy([]);
  }
}

describe('a probe whose host must not be asked', () => {
  it.each(['http', 'tcp'])('knows nothing (%s), says why, and connects to nobody', async (type) => {
    let connections = 0;
    const server = createTcpServer(() => (connections += 1));
    const port = await listen(server);
    const spec = { id: 'p', type, ...(type === 'tcp' ? { host: 'localhost', port } : {}) };
    const url = type === 'http' ? { url: `http://localhost:${String(port)}/` } : {};
    const outcome = await runProbe(
      probeSchema.parse({ ...spec, ...url }),
      new AbortController().signal,
      { ...tools, outbound: new Distrust([]) },
    );
    expect(outcome).toMatchObject({ status: 'unknown', reason: 'not-allowed' });
    expect(outcome).toHaveProperty('detail', expect.stringContaining('OUTBOUND_PRIVATE_HOSTS'));
    expect(connections).toBe(0);
  });

  it('is never the one that a redirect leads to', async () => {
    let asked = 0;
    const inner = await http((response) => {
      asked += 1;
      response.end();
    });
    const port = await http((response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${String(inner)}/` }).end(),
    );
    expect(await ask(port)).toMatchObject({ status: 'failed', facts: { http: 302 } });
    expect(asked).toBe(0);
  });
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

  it.each([
    [{ expectBodyMatches: '"status": *"(up|ready)"' }, undefined],
    [{ expectBodyMatches: '^down' }, 'the body does not match ^down'],
    [{ expectJson: { 'checks[1].status': 'up', ok: true, lag: 0.5, note: null } }, undefined],
    [{ expectJson: { ok: false } }, 'ok in the body is true, expected false'],
    [{ expectJson: { 'checks[2].status': 'up' } }, 'checks[2].status in the body is missing'],
    [{ expectJson: { 'toString.name': 'x' } }, 'toString.name in the body is missing'],
  ])('judges a JSON body by %j', async (expected, detail) => {
    const body = { ok: true, lag: 0.5, note: null, checks: [{}, { status: 'up' }] };
    const port = await http((response) => response.end(JSON.stringify(body).replace(':"', ': "')));
    expect(await ask(port, expected)).toMatchObject(
      detail === undefined
        ? { status: 'ok' }
        : { reason: 'body', detail: expect.stringContaining(detail) },
    );
  });

  it('does not take for JSON what is none', async () => {
    const port = await http((response) => response.end('<html>'));
    expect(await ask(port, { expectJson: { ok: true } })).toMatchObject({
      reason: 'body',
      detail: 'the body is no JSON',
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

const withOpenssl = findProgram('openssl', pathFolders()) ? describe : describe.skip;

withOpenssl('an https probe', () => {
  let folder: string;
  let url: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-tls-'));
    const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', '-days', '10', ...kind, ...name, ...files], {
      stdio: 'ignore',
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const read = (name: string) => readFileSync(join(folder, name));
    const options = { key: read('key.pem'), cert: read('cert.pem') };
    const port = await listen(createHttpsServer(options, (_request, response) => response.end()));
    url = `https://localhost:${String(port)}/`;
  });
  const askTls = (probe: object) =>
    runProbe(
      probeSchema.parse({ id: 'p', type: 'http', url, ...probe }),
      new AbortController().signal,
      { ...tools, projectRoot: folder },
    );

  it('tells for how long the certificate is valid, and fails when that is too short', async () => {
    expect(await askTls({ caFile: 'cert.pem', minCertificateDays: 9 })).toMatchObject({
      status: 'ok',
      facts: { http: 200, certificateDays: 9 },
    });
    expect(await askTls({ caFile: 'cert.pem', minCertificateDays: 14 })).toMatchObject({
      status: 'failed',
      reason: 'certificate',
      detail: 'its certificate is valid for 9 days more, expected 14',
    });
  });

  it('does not trust a certificate of an authority that nobody named', async () => {
    expect(await askTls({})).toMatchObject({ status: 'failed', reason: 'tls' });
  });
});

describe('a command probe', () => {
  const command = (script: string, more: object = {}) =>
    run({ type: 'command', command: [process.execPath, '-e', script], ...more });

  it('is ok when the program ends well', async () => {
    expect(await command('')).toMatchObject({ status: 'ok', facts: { exitCode: 0 } });
    expect(await command('process.exit(3)', { expectExitCode: 3 })).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['process.exit(4)', {}, 'exit-code', 'ended with exit code 4, expected 0'],
    ['process.kill(process.pid, "SIGKILL")', {}, 'exit-code', 'was ended by SIGKILL'],
    ['console.log("lag 9")', { expectOutput: 'lag 0' }, 'output', 'the output does not contain'],
    ['console.log("lag 9")', { expectOutputMatches: 'lag [0-5]$' }, 'output', 'does not match'],
  ])('fails when %s', async (script, more, reason, detail) => {
    expect(await command(script, more)).toMatchObject({
      status: 'failed',
      reason,
      detail: expect.stringContaining(detail),
    });
  });

  it('says when there is no such program', async () => {
    expect(await run({ type: 'command', command: ['no-such-program'] })).toMatchObject({
      reason: 'not-started',
    });
  });

  it('ends a program that takes too long', async () => {
    const hang = 'setInterval(() => {}, 1000)';
    expect(await command(hang, { timeoutMs: 300 })).toMatchObject({ reason: 'timeout' });
  });

  it('hides the environment of the watchdog but for what is named', async () => {
    process.env['PROBE_SPEC_SECRET'] = 'x';
    const script = 'console.log(process.env.PROBE_SPEC_SECRET)';
    expect(await command(script, { expectOutput: 'undefined' })).toMatchObject({ status: 'ok' });
    const passEnv = ['PROBE_SPEC_SECRET'];
    expect(await command(script, { expectOutput: 'x', passEnv })).toMatchObject({ status: 'ok' });
    delete process.env['PROBE_SPEC_SECRET'];
  });
});

describe('a database probe', () => {
  it('is ok when the database answers, and fails with what is wrong with it', async () => {
    const port = await listen(createTcpServer());
    expect(await run({ type: 'database', engine: 'tcp', port })).toMatchObject({ status: 'ok' });
    expect(await run({ type: 'database', engine: 'redis', port: 1 })).toMatchObject({
      reason: 'unhealthy',
      detail: 'redis at 127.0.0.1:1: refuses connections',
    });
    expect(
      await run({ type: 'database', engine: 'tcp', port, maxConnectionsPercent: 90 }),
    ).toMatchObject({ detail: expect.stringContaining('it does not tell') });
  });

  it('asks the database of the settings, or of the variable that it names', async () => {
    expect(await run({ type: 'database' })).toMatchObject({
      reason: 'unhealthy',
      detail: expect.stringContaining('Set DATABASE_URL'),
    });
    process.env['PROBE_SPEC_URL'] = 'redis://:letmein99@127.0.0.1:1';
    const outcome = await run({ type: 'database', urlVariable: 'PROBE_SPEC_URL' });
    delete process.env['PROBE_SPEC_URL'];
    expect(outcome).toMatchObject({ detail: expect.stringContaining('refuses connections') });
    expect(JSON.stringify(outcome)).not.toContain('letmein99');
  });

  it('ends a question that nobody answers', async () => {
    const port = await listen(createTcpServer((socket) => socket.resume()));
    const silent = { type: 'database', engine: 'postgres', port, timeoutMs: 200 };
    expect(await run(silent)).toMatchObject({ reason: 'timeout' });
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
