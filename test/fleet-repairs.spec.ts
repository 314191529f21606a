import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ModelServer } from '@app/ai/testing';
import { NatsServer } from '@app/fleet/testing';
import { PostgresServer } from '@app/healing/testing';
import { editBlock } from '@app/openai-operator/testing';
import { readFileSync } from 'node:fs';
import { Platform } from './harness/platform.js';
import { serverSent } from './harness/server-sent.js';
import { until } from './harness/until.js';

jest.setTimeout(180_000);

const BUG = 'exports.total = (cart) => cart.coupon.percent;';
const FIX = 'exports.total = (cart) => cart.coupon?.percent;';
const WITHIN = { withinMs: 60_000, everyMs: 250 };
const ERROR = "TypeError: Cannot read properties of undefined (reading 'percent')";

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}
interface Call {
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const withServers = NatsServer.isInstalled && PostgresServer.isInstalled ? describe : describe.skip;

withServers('code fixes of two APIs in one fleet (nats-server and PostgreSQL)', () => {
  let nats: NatsServer;
  let postgres: PostgresServer;
  let model: ModelServer;
  let first: Platform;
  let second: Platform;
  let urls: readonly [string, string];
  let requests = 0;

  beforeAll(async () => {
    [nats, postgres, model] = await Promise.all([
      NatsServer.start(),
      PostgresServer.start({}),
      ModelServer.start(),
    ]);
    postgres.createEmpty('fleet');
    first = newApi('api-1');
    second = newApi('api-2');
    urls = [(await first.serve()).url, (await second.serve()).url];
  }, 120_000);
  afterAll(async () => {
    await model.stop();
    await first.dispose();
    await second.dispose();
    await nats.dispose();
    await postgres.stop();
  }, 120_000);
  beforeEach(() => {
    model.reply = () => ({ text: editBlock(BUG, FIX) });
  });

  const newApi = (name: string): Platform => {
    const platform = new Platform({
      FLEET_NATS_URL: nats.url,
      FLEET_HOST: name,
      FLEET_DATABASE_URL: postgres.url('fleet'),
      OPENAI_API_KEY: 'test-key-for-e2e',
      OPENAI_BASE_URL: model.url,
      OPENAI_MAX_RETRIES: '0',
      CODEX_TEMPLATE_REPAIR: 'off',
      CODEX_DELIVERY: 'suggest',
      CODEX_TEST_COMMAND: `"${process.execPath}" test/cart.test.js`,
    });
    platform.write('package.json', '{}');
    platform.write('src/cart.js', `${BUG}\n`);
    platform.write('test/cart.test.js', "require('../src/cart.js').total({});\n");
    return platform;
  };
  const ask = async (api: 0 | 1, path: string, call: Call = {}): Promise<Answer> => {
    const { method = 'GET', body, headers = {} } = call;
    const response = await fetch(`${urls[api]}/api/codex/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer['body'];
    return { status: response.status, headers: response.headers, body: answer };
  };
  const suggest = (api: 0 | 1, headers: Call['headers'] = {}, more = '') => {
    const body = { filePath: 'src/cart.js', errorLog: `${ERROR}${more}` };
    return ask(api, 'suggest-fix', { method: 'POST', body, headers });
  };
  /** A new repair of the first API. */
  const repair = async (): Promise<string> => {
    const { status, body } = await suggest(0, {}, `\n    at ${String((requests += 1))}`);
    expect(status).toBe(202);
    return String(body['id']);
  };
  const job = async (api: 0 | 1, id: string) => (await ask(api, `jobs/${id}`)).body;
  const steps = (api: 0 | 1, id: string) =>
    serverSent(`${urls[api]}/api/codex/jobs/${id}/events`, Infinity, WITHIN);
  const ended = async (api: 0 | 1, id: string) => {
    expect((await steps(api, id)).at(-1)).toMatchObject({ event: 'job', data: { status: 'done' } });
    return job(api, id);
  };
  const started = (api: 0 | 1, id: string) =>
    until(
      `the start of ${id}`,
      async () => (await job(api, id))['status'] === 'running' || undefined,
      WITHIN,
    );
  const source = (platform: Platform): string => readFileSync(platform.path('src/cart.js'), 'utf8');

  it('are seen, listed and followed step by step through either API', async () => {
    const id = await repair();
    expect(await ask(1, `jobs/${id}`)).toMatchObject({ status: 200, body: { instance: 'api-1' } });
    const [here, there] = await Promise.all([steps(0, id), steps(1, id)]);
    expect(there.filter(({ event }) => event === 'step')).toEqual(
      here.filter(({ event }) => event === 'step'),
    );
    expect(there.at(-1)).toMatchObject({
      event: 'job',
      data: { id, status: 'done', outcome: 'proposed', diff: expect.stringContaining(`+${FIX}`) },
    });
    expect(await job(1, id)).toEqual(await job(0, id));
    const { body } = await ask(1, 'jobs');
    expect(body['jobs']).toContainEqual(await job(0, id));
  });

  it('are done once for one Idempotency-Key, whichever API gets it', async () => {
    const key = { 'Idempotency-Key': 'one' };
    const answer = await suggest(0, key);
    const again = await suggest(1, key);
    expect(again).toMatchObject({ status: 202, body: answer.body });
    expect(again.headers.get('location')).toBe(answer.headers.get('location'));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await suggest(1, key, ' another')).toMatchObject({
      status: 422,
      body: { type: '/problems/idempotency-key-reused' },
    });
    expect(await ended(1, String(answer.body['id']))).toMatchObject({ instance: 'api-1' });
  });

  it('are cancelled where they run', async () => {
    model.reply = () => 'hang';
    const id = await repair();
    await started(1, id);
    expect(await ask(1, `jobs/${id}`, { method: 'DELETE' })).toMatchObject({ status: 202 });
    const told = { outcome: 'cancelled', message: expect.stringContaining('127.0.0.1') };
    expect(await ended(0, id)).toMatchObject(told);
    expect(await ended(1, id)).toMatchObject(told);
    expect(await ask(1, `jobs/${id}`, { method: 'DELETE' })).toMatchObject({
      status: 409,
      body: { type: '/problems/job-done' },
    });
    expect(await ask(1, 'jobs/none', { method: 'DELETE' })).toMatchObject({ status: 404 });
  });

  it('are applied where their project is, with its answer', async () => {
    const id = await repair();
    await ended(1, id);
    const apply = () => ask(1, `jobs/${id}/apply`, { method: 'POST', body: {} });
    first.write('src/cart.js', `${BUG}// by hand\n`);
    expect(await apply()).toMatchObject({
      status: 409,
      body: { type: '/problems/patch-not-applicable', reason: 'file-changed' },
    });
    first.write('src/cart.js', `${BUG}\n`);
    for (let times = 0; times < 2; times += 1)
      expect(await apply()).toMatchObject({ status: 200, body: { fix: { status: 'applied' } } });
    expect(source(first)).toBe(`${FIX}\n`);
    expect(source(second)).toBe(`${BUG}\n`);
    expect(first.named('repair.applied')).toHaveLength(1);
    first.write('src/cart.js', `${BUG}\n`);
  });

  it('go on while PostgreSQL is away, and are told of afterwards', async () => {
    const other = await repair();
    await ended(1, other);
    await postgres.end('SIGKILL');
    const { status, body } = await suggest(0, { 'Idempotency-Key': 'away' }, ' away');
    expect(status).toBe(202);
    const id = String(body['id']);
    expect(await ended(0, id)).toMatchObject({ outcome: 'proposed' });
    expect(await ask(1, `jobs/${id}`)).toMatchObject({
      status: 503,
      body: { type: '/problems/fleet-database-away' },
    });
    await postgres.startAgain();
    await until(
      'the repair at the other API',
      async () => (await ask(1, `jobs/${id}`)).status === 200 || undefined,
      WITHIN,
    );
    expect(await ended(1, id)).toMatchObject({ outcome: 'proposed' });
  });

  it('end by time when their API is killed, and say what came of them once it is back', async () => {
    const proposal = await repair();
    await ended(1, proposal);
    model.reply = () => 'hang';
    const id = await repair();
    await started(1, id);
    const held = String((await suggest(1)).body['id']);
    const following = steps(1, id);
    await first.killAll();
    expect(await job(1, id)).toMatchObject({ status: 'running' });
    const lost = {
      status: 'done',
      outcome: 'failed',
      message: expect.stringMatching(/^The API api-1, .* no sign of life since/),
    };
    expect(await ended(1, id)).toMatchObject(lost);
    expect((await following).at(-1)).toMatchObject({ event: 'job', data: lost });
    expect(await ask(1, `jobs/${id}`, { method: 'DELETE' })).toMatchObject({ status: 409 });
    const apply = () => ask(1, `jobs/${proposal}/apply`, { method: 'POST', body: {} });
    expect(await apply()).toMatchObject({
      status: 503,
      body: {
        type: '/problems/repair-instance-away',
        detail: expect.stringContaining('Nothing was done'),
      },
    });

    urls = [(await first.serve()).url, urls[1]];
    const message = expect.stringContaining('The API died while this repair ran');
    await until(
      'the word of the API that is back',
      async () => String((await job(1, id))['message']).includes('The API died') || undefined,
      WITHIN,
    );
    expect(await job(1, id)).toMatchObject({ outcome: 'failed', message });
    expect(await job(0, held)).toMatchObject({ instance: 'api-2', status: 'running' });
    expect(source(first)).toBe(`${BUG}\n`);
    expect(await apply()).toMatchObject({ status: 200 });
    expect(source(first)).toBe(`${FIX}\n`);
  });
});
