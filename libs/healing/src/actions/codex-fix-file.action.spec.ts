import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { ActionParts, detectionOf } from '../../testing/action-parts.js';
import { HttpStub, type SeenRequest, sendJson } from '../../testing/http-stub.js';

const spec = { type: 'CODEX_FIX_FILE', filePath: 'src/cart.js', errorLog: 'TypeError: x' };
const JOB = '/api/codex/jobs/job-1';

let parts: ActionParts;
let stubs: HttpStub[];
beforeEach(() => {
  parts = new ActionParts();
  stubs = [];
});
afterEach(async () => {
  for (const stub of stubs) await stub.stop();
  await parts.close();
});

async function serve(
  answer: (request: SeenRequest, response: ServerResponse) => void,
): Promise<{ url: string; stub: HttpStub }> {
  const stub = new HttpStub(answer);
  stubs.push(stub);
  return { url: await stub.start(), stub };
}

/** An API whose job is done at the second look. */
const api = (result: object) => {
  let looks = 0;
  return serve(({ method }, response) => {
    if (method === 'POST') {
      sendJson(response, 202, { id: 'job-1', status: 'queued' }, { location: JOB });
      return;
    }
    looks += 1;
    const done = looks > 1 ? { status: 'done', ...result } : { status: 'running', outcome: null };
    sendJson(response, 200, { id: 'job-1', ...done });
  });
};

describe('CODEX_FIX_FILE', () => {
  it('asks for the fix, waits for the job, and succeeds when the patch was kept', async () => {
    const { url, stub } = await api({ outcome: 'kept', message: '12 tests pass.', diff: '+fixed' });
    const outcome = await parts.run(spec, { CODEX_API_URL: `${url}/` });
    expect(outcome).toEqual({
      ok: true,
      summary: 'The code fix of src/cart.js passed its gate and was kept. 12 tests pass.',
      output: '+fixed',
    });
    expect(stub.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/codex/suggest-fix',
      `GET ${JOB}`,
      `GET ${JOB}`,
    ]);
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      filePath: 'src/cart.js',
      errorLog: 'TypeError: x',
    });
    expect(stub.seen[0]?.headers).toMatchObject({ 'x-correlation-id': 'incident-1' });
  });

  it.each([
    ['rejected', 'repair-failed'],
    ['refused', 'refused'],
    ['failed', 'repair-failed'],
    ['cancelled', 'cancelled'],
  ])('reports a fix that was %s as %s', async (result, reason) => {
    const { url } = await api({ outcome: result, message: '2 tests newly fail.', diff: '-x' });
    const outcome = await parts.run(spec, { CODEX_API_URL: url });
    expect(outcome).toMatchObject({ ok: false, reason, output: '-x' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('2 tests newly fail.'));
  });

  it('sends the API key with each request, when there is one', async () => {
    const { url, stub } = await api({ outcome: 'kept' });
    await parts.run(spec, { CODEX_API_URL: url, API_KEY: 'key-of-the-api' });
    const keys = stub.seen.map(({ headers }) => headers.authorization);
    expect(keys).toEqual(Array(3).fill('Bearer key-of-the-api'));
  });

  it('takes CODEX_TRIGGER_URL where it is set', async () => {
    const { url, stub } = await api({ outcome: 'kept' });
    await parts.run(spec, {
      CODEX_TRIGGER_URL: `${url}/hooks/fix`,
      CODEX_API_URL: 'http://x.test',
    });
    expect(stub.seen[0]?.path).toBe('/hooks/fix');
  });

  it('takes file and error from the evidence, without secrets', async () => {
    const { url, stub } = await api({ outcome: 'kept' });
    parts.write('src/cart.js', '');
    const text = `TypeError: no price, password=letmein\n    at total (${parts.root}/src/cart.js:12:7)`;
    await parts.run(
      { type: 'CODEX_FIX_FILE' },
      { CODEX_API_URL: url },
      { detection: detectionOf(text) },
    );
    const body = JSON.parse(stub.seen[0]?.body ?? '') as { filePath: string; errorLog: string };
    expect(body.filePath).toBe('src/cart.js');
    expect(body.errorLog).toContain('TypeError: no price');
    expect(body.errorLog).not.toContain('letmein');
  });

  it('asks for a route', async () => {
    const { url, stub } = await api({ outcome: 'kept' });
    await parts.run({ type: 'CODEX_FIX_FILE', route: '/cart' }, { CODEX_API_URL: url });
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      route: '/cart',
      errorLog: 'No error log: a person asked for this fix.',
    });
  });

  it('says what to do when no file is known', async () => {
    const outcome = await parts.run(
      { type: 'CODEX_FIX_FILE' },
      {},
      { detection: detectionOf('Error: something') },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid-parameters', retryable: false });
  });

  it.each([
    [400, 'invalid-parameters', 'errorLog must not be empty'],
    [401, 'refused', 'Set the same API_KEY'],
    [422, 'invalid-parameters', 'errorLog must not be empty'],
    [429, 'unreachable', 'errorLog must not be empty'],
    [503, 'unreachable', 'errorLog must not be empty'],
    [500, 'unreachable', 'errorLog must not be empty'],
  ])('explains an answer %i', async (status, reason, words) => {
    const { url } = await serve((_request, response) => {
      sendJson(response, status, { title: 'Bad', detail: 'errorLog must not be empty' });
    });
    const outcome = await parts.run(spec, { CODEX_API_URL: url });
    expect(outcome).toMatchObject({ ok: false, reason });
    expect(outcome).toHaveProperty('message', expect.stringContaining(words));
  });

  it('advises by itself where the API says nothing', async () => {
    const { url } = await serve((_request, response) => response.writeHead(503).end('<html>'));
    const outcome = await parts.run(spec, { CODEX_API_URL: url });
    expect(outcome).toHaveProperty('message', expect.stringContaining('OPENAI_API_KEY'));
  });

  it('says that nobody listens', async () => {
    const { url, stub } = await api({});
    await stub.stop();
    stubs = [];
    const outcome = await parts.run(spec, { CODEX_API_URL: url });
    expect(outcome).toMatchObject({ ok: false, reason: 'unreachable', retryable: true });
    expect(outcome).toHaveProperty('message', expect.stringContaining('ECONNREFUSED'));
  });

  it('follows no redirect', async () => {
    const { stub: other, url: otherUrl } = await api({ outcome: 'kept' });
    const { url } = await serve((_request, response) =>
      response.writeHead(307, { location: otherUrl }).end(),
    );
    const outcome = await parts.run(spec, { CODEX_API_URL: url, API_KEY: 'key-of-the-api' });
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
    expect(other.seen).toEqual([]);
  });

  it('does not look for the job on another host', async () => {
    const { stub: other, url: otherUrl } = await api({ outcome: 'kept' });
    const { url } = await serve((_request, response) => {
      sendJson(response, 202, { id: 'job-1', status: 'queued' }, { location: otherUrl + JOB });
    });
    const outcome = await parts.run(spec, { CODEX_API_URL: url, API_KEY: 'key-of-the-api' });
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
    expect(other.seen).toEqual([]);
  });

  it('says when what answers is not the API', async () => {
    const { url } = await serve((_request, response) => response.end('hello'));
    const outcome = await parts.run(spec, { CODEX_API_URL: url });
    expect(outcome).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('told of no job'));
  });

  it('bears with an API that is away for a moment', async () => {
    let looks = 0;
    const { url } = await serve(({ method }, response) => {
      looks += method === 'GET' ? 1 : 0;
      if (looks === 1) response.destroy();
      else if (looks === 2)
        sendJson(response, 200, { id: 'job-1', status: 'done', outcome: 'kept' });
      else sendJson(response, 202, { id: 'job-1', status: 'queued' });
    });
    expect(await parts.run(spec, { CODEX_API_URL: url })).toMatchObject({ ok: true });
  });

  it('cancels the job when its own time is over, and says what became of it', async () => {
    const { url, stub } = await serve(({ method }, response) => {
      if (method === 'DELETE') response.writeHead(204).end();
      else sendJson(response, 202, { id: 'job-1', status: 'running' });
    });
    const outcome = await parts.run({ ...spec, timeoutMs: 500 }, { CODEX_API_URL: url });
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('job-1 was cancelled'));
    expect(stub.seen.at(-1)).toMatchObject({ method: 'DELETE', path: JOB });
  });

  it('says that the job goes on where the API cannot cancel it', async () => {
    const { url } = await serve(({ method }, response) => {
      if (method === 'DELETE') response.writeHead(404).end();
      else sendJson(response, 202, { id: 'job-1', status: 'running' });
    });
    const outcome = await parts.run(
      spec,
      { CODEX_API_URL: url },
      { signal: AbortSignal.timeout(300) },
    );
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
    expect(outcome).toHaveProperty('message', expect.stringContaining(`goes on; see ${url}${JOB}`));
  });

  it('gives up on an API that hangs', async () => {
    const { url } = await serve(() => undefined);
    const outcome = await parts.run({ ...spec, timeoutMs: 300 }, { CODEX_API_URL: url });
    expect(outcome).toMatchObject({ ok: false, reason: 'timeout' });
  });

  it('describes what it would ask for', async () => {
    expect(await parts.describe(spec)).toBe('ask for a code fix of src/cart.js');
  });
});
