import { afterEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@app/contracts';
import { EVENT_STORE, type EventStore, newId } from '@app/event-bus';
import {
  REPAIR_JOB_STORE,
  type RepairJob,
  type RepairJobStatus,
  type RepairJobStore,
} from '@app/openai-operator';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestApi } from '../../testing/test-api.js';
import { until } from '../../testing/until.js';

const WAIT = { Prefer: 'wait=20' };
let api: TestApi;

async function start(environment: Record<string, string> = {}): Promise<TestApi> {
  api = new TestApi({ OPENAI_API_KEY: 'key-of-the-model', ...environment });
  return api.start();
}

const cart = (errorLog: string) => ({ filePath: 'src/cart.js', errorLog });
const jobId = async (errorLog: string) => {
  const { body } = await api.suggestFix(cart(errorLog)).expect(202);
  return (body as { id: string }).id;
};
const job = async (id: string) =>
  (await api.http.get(`/api/codex/jobs/${id}`).expect(200)).body as Record<string, unknown>;
const storedEvents = async () =>
  (await api.app.get<EventStore>(EVENT_STORE).undelivered(100)).filter(
    ({ name }) => name === 'repair.finished',
  );

afterEach(() => api.dispose());

describe('POST /api/codex/suggest-fix', () => {
  it('accepts at once, and says where the job is', async () => {
    await start();
    const { body, headers } = await api.suggestFix(cart('TypeError: x')).expect(202);
    const { id } = body as { id: string };
    expect(body).toEqual({ id, status: expect.stringMatching(/queued|running/) });
    expect(headers['location']).toBe(`/api/codex/jobs/${id}`);
    await until(async () => (await job(id))['status'] === 'done');
    expect(await job(id)).toMatchObject({
      filePath: 'src/cart.js',
      route: null,
      outcome: 'kept',
      message: 'the operator says kept',
      diff: '--- a\n+++ b\n',
      requestedBy: 'api:127.0.0.1',
    });
  });

  it('answers with the result when it is there within the preferred wait', async () => {
    await start();
    const { body, headers } = await api.suggestFix(cart('reject it'), WAIT).expect(200);
    expect(body).toMatchObject({ status: 'done', outcome: 'rejected' });
    expect(headers['preference-applied']).toBe('wait=20');
    expect(headers['location']).toContain('/api/codex/jobs/');
  });

  it('answers 202 when the preferred wait is over first', async () => {
    await start();
    const { body } = await api.suggestFix(cart('hang'), { Prefer: 'wait=0' }).expect(202);
    expect(body).toHaveProperty('status');
  });

  it('runs the operator on the pipeline with the request in its environment, and with no other secret', async () => {
    await start({
      API_KEY: 'key-of-the-api',
      SLACK_WEBHOOK_URL: 'https://hooks.example/secret',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      CODEX_TEST_COMMAND: 'npm test',
      CODEX_TARGET_ROUTE: '/left/over',
    });
    await api.suggestFix(cart('TypeError: $(touch pwned) `id`'), {
      ...WAIT,
      'X-API-Key': 'key-of-the-api',
    });
    const [run] = api.operatorRuns();
    expect(run).toMatchObject({
      command: 'run',
      option: '--result',
      cwd: api.project,
      env: {
        CODEX_TARGET_FILE_PATH: 'src/cart.js',
        CODEX_ERROR_LOG_SNIPPET: 'TypeError: $(touch pwned) `id`',
        OPENAI_API_KEY: 'key-of-the-model',
        OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
        CODEX_TEST_COMMAND: 'npm test',
        AUTOHEAL_PROJECT_ROOT: api.project,
      },
    });
    expect(run?.pipeline).toMatch(/codex-pipeline\.yaml$/);
    for (const name of ['API_KEY', 'SLACK_WEBHOOK_URL', 'CODEX_TARGET_ROUTE']) {
      expect(run?.env).not.toHaveProperty(name);
    }
    expect(readdirSync(api.project)).toEqual(['src']);
  });

  it("prefers the project's own pipeline, and the one of the settings to both", async () => {
    await start();
    const own = join(api.project, 'codex-pipeline.yaml');
    writeFileSync(own, '');
    await api.suggestFix(cart('a'), WAIT).expect(200);
    const set = join(api.folder, 'other.yaml');
    await api.restart({ OPENAI_API_KEY: 'k', CODEX_PIPELINE: set });
    await api.suggestFix(cart('b'), WAIT).expect(200);
    expect(api.operatorRuns().map(({ pipeline }) => pipeline)).toEqual([own, set]);
  });

  it('takes a route where no file is known', async () => {
    await start();
    await api.suggestFix({ route: '/cart', errorLog: 'x' }, WAIT).expect(200);
    const [run] = api.operatorRuns();
    expect(run?.env).toMatchObject({ CODEX_TARGET_ROUTE: '/cart' });
    expect(run?.env).not.toHaveProperty('CODEX_TARGET_FILE_PATH');
  });

  it('gives the operator at most 32 KiB of the log, its end, without control characters', async () => {
    await start();
    await api.suggestFix(cart(`\u001B[31mstart\0${'x'.repeat(60_000)}END`), WAIT).expect(200);
    const snippet = api.operatorRuns()[0]?.env['CODEX_ERROR_LOG_SNIPPET'] ?? '';
    expect(snippet).toHaveLength(32 * 1024);
    expect(snippet.endsWith('xEND')).toBe(true);
  });

  it('joins the same request to its open job, and runs it once', async () => {
    await start();
    const gate = join(api.folder, 'gate');
    const body = cart(`wait-for ${gate}`);
    const answers = await Promise.all([1, 2, 3].map(() => api.suggestFix(body).expect(202)));
    const ids = new Set(answers.map((answer) => (answer.body as { id: string }).id));
    expect(ids.size).toBe(1);
    writeFileSync(gate, '');
    const last = await api.suggestFix(body, WAIT).expect(200);
    expect(ids).toContain((last.body as { id: string }).id);
    expect(api.operatorRuns()).toHaveLength(1);
  });

  it('joins requests about the same error of the same file, and no others', async () => {
    await start();
    const gate = join(api.folder, 'gate');
    const ask = async (log: string): Promise<string> => {
      const { body } = await api.suggestFix(cart(`${log}\nwait-for ${gate}`)).expect(202);
      return (body as { id: string }).id;
    };
    const first = await ask('10:01 TypeError: cart 1 has no coupon');
    expect(await ask('10:02 noise\nTypeError: cart 22 has no coupon')).toBe(first);
    expect(await ask('10:02 RangeError: cart 22 has no coupon')).not.toBe(first);
    writeFileSync(gate, '');
  });

  it('asks again when the same request comes after its job is done', async () => {
    await start();
    await api.suggestFix(cart('x'), WAIT).expect(200);
    await api.suggestFix(cart('x'), WAIT).expect(200);
    expect(api.operatorRuns()).toHaveLength(2);
  });

  it('runs one repair of a file at a time, and beside it one of another', async () => {
    await start();
    const gate = join(api.folder, 'gate');
    const first = await jobId(`wait-for ${gate}`);
    const second = await jobId('x');
    writeFileSync(join(api.project, 'src', 'other.js'), '');
    await api.suggestFix({ filePath: 'src/other.js', errorLog: 'y' }, WAIT).expect(200);
    expect(await job(first)).toMatchObject({ status: 'running' });
    expect(await job(second)).toMatchObject({ status: 'queued' });
    writeFileSync(gate, '');
    await until(async () => (await job(second))['status'] === 'done');
    expect(api.operatorRuns()).toHaveLength(3);
  });

  it('runs no more repairs than it may', async () => {
    await start({ CODEX_PARALLEL_JOBS: '1' });
    const gate = join(api.folder, 'gate');
    const first = await jobId(`wait-for ${gate}`);
    writeFileSync(join(api.project, 'src', 'other.js'), '');
    const other = await api.suggestFix({ filePath: 'src/other.js', errorLog: 'y' }).expect(202);
    await until(async () => (await job(first))['status'] === 'running');
    expect(await job(String(other.body['id']))).toMatchObject({ status: 'queued' });
    writeFileSync(gate, '');
    await until(() => api.operatorRuns().length === 2);
  });

  it('runs a repair of an unknown file alone', async () => {
    await start();
    const gate = join(api.folder, 'gate');
    const first = await jobId(`wait-for ${gate}`);
    const { body } = await api.suggestFix({ route: '/cart', errorLog: 'z' }).expect(202);
    await until(async () => (await job(first))['status'] === 'running');
    expect(await job(String(body['id']))).toMatchObject({ status: 'queued' });
    writeFileSync(gate, '');
    await until(async () => (await job(String(body['id'])))['status'] === 'done');
  });

  it('refuses more than may wait', async () => {
    await start({ CODEX_QUEUE_LIMIT: '1' });
    await jobId('hang');
    const { body, headers } = await api.suggestFix(cart('x')).expect(429);
    expect(body).toMatchObject({
      type: '/problems/queue-full',
      detail:
        '1 repairs are waiting or running. Ask again when some are done; GET /api/codex/jobs lists them.',
    });
    expect(headers['retry-after']).toBe('60');
  });

  it.each([
    ['../../etc/passwd', 'outside-root'],
    ['/etc/passwd', 'outside-root'],
    ['src/gone.js', 'missing'],
    ['src', 'not-a-file'],
    ['link.js', 'symlink'],
  ])('refuses %s, and runs nothing', async (filePath, reason) => {
    await start();
    symlinkSync('/etc/passwd', join(api.project, 'link.js'));
    const { body } = await api.suggestFix({ filePath, errorLog: 'x' }, WAIT).expect(422);
    expect(body).toMatchObject({
      type: '/problems/file-not-repairable',
      reason,
      detail: expect.stringMatching(/Only files|Send the path/),
    });
    expect(api.operatorRuns()).toEqual([]);
    expect((await api.http.get('/api/codex/jobs')).body).toEqual({ jobs: [] });
  });

  it('refuses when nobody may propose a patch, and names the variables', async () => {
    await start({ OPENAI_API_KEY: '', CODEX_TEMPLATE_REPAIR: 'off' });
    const { body } = await api.suggestFix(cart('x')).expect(503);
    expect(body).toMatchObject({
      type: '/problems/model-not-configured',
      detail: expect.stringContaining('set OPENAI_API_KEY'),
    });
  });
});

describe('the end of a repair', () => {
  it('is told once, as an event of its incident that the watchdog delivers', async () => {
    await start();
    const { body } = await api
      .suggestFix(cart('x'), { ...WAIT, 'X-Correlation-Id': 'incident-1' })
      .expect(200);
    const { id } = body as { id: string };
    expect(await storedEvents()).toMatchObject([
      {
        name: 'repair.finished',
        correlationId: 'incident-1',
        payload: {
          jobId: id,
          outcome: 'kept',
          filePath: 'src/cart.js',
          exchanges: [{ model: 'm', inputTokens: 1 }],
        },
      } satisfies Partial<Record<keyof DomainEvent, unknown>>,
    ]);
    expect(existsSync(join(api.folder, 'data', 'repairs', `${id}.json`))).toBe(false);
  });

  it('is a failure that says why, without secrets, when the operator ends without a result', async () => {
    await start();
    const { body } = await api.suggestFix(cart('crash'), WAIT).expect(200);
    expect(body).toMatchObject({
      outcome: 'failed',
      message: 'The operator ended with exit code 7 and no result: key is [redacted]',
    });
  });

  it('is a failure when the result is cut off', async () => {
    await start();
    const { body } = await api.suggestFix(cart('half'), WAIT).expect(200);
    expect(body).toMatchObject({
      outcome: 'failed',
      message: 'The operator ended with exit code 0 and no result.',
    });
  });

  it('is a failure when the operator takes too long', async () => {
    await start({ CODEX_JOB_TIMEOUT_MS: '1000' });
    const { body } = await api.suggestFix(cart('hang'), WAIT).expect(200);
    expect(body).toMatchObject({
      outcome: 'failed',
      message:
        'The repair took longer than 1 s and was stopped. Make the tests faster, or raise CODEX_JOB_TIMEOUT_MS.',
    });
  });

  it('is a failure when there is no operator', async () => {
    await start({ CODEX_OPERATOR_BIN: '/no/such/operator.mjs' });
    const { body } = await api.suggestFix(cart('x'), WAIT).expect(200);
    expect(body).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('The operator ended with exit code 1'),
    });
  });
});

describe('when the API ends', () => {
  it('stops the running repair, closes the waiting one, and answers who waits for it', async () => {
    await start();
    const running = await jobId('hang');
    const waiting = api.suggestFix(cart('x'), WAIT).then(({ body }) => body as unknown);
    await until(async () => {
      const { body } = await api.http.get('/api/codex/jobs');
      return (body as { jobs: unknown[] }).jobs.length === 2 && api.operatorRuns().length === 1;
    });
    await api.stop();
    expect(await waiting).toMatchObject({
      outcome: 'cancelled',
      message:
        'The repair did not begin because the API shuts down; nothing was changed. Ask again if the error is still there.',
    });
    await api.start();
    expect(await job(running)).toMatchObject({
      outcome: 'cancelled',
      message:
        'The repair was stopped because the API shuts down. Ask again if the error is still there.',
    });
    expect(await storedEvents()).toHaveLength(2);
  });

  const left = (status: RepairJobStatus): RepairJob => ({
    id: newId(),
    status,
    request: {
      filePath: 'src/cart.js',
      route: null,
      errorLog: 'x',
      requestedBy: 'api:127.0.0.1',
      correlationId: 'incident-2',
    },
    result: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    finishedAt: null,
  });

  it('closes at the next start what a crash left open, and says so', async () => {
    await start();
    const [queued, running, written] = [left('queued'), left('running'), left('running')] as const;
    const store = api.app.get<RepairJobStore>(REPAIR_JOB_STORE);
    for (const open of [queued, running, written]) await store.create(open);
    mkdirSync(join(api.folder, 'data', 'repairs'), { recursive: true });
    writeFileSync(
      join(api.folder, 'data', 'repairs', `${written.id}.json`),
      JSON.stringify({ outcome: 'kept', message: 'done after the API died' }),
    );
    await api.restart();
    expect(await job(queued.id)).toMatchObject({ status: 'done', outcome: 'cancelled' });
    expect(await job(running.id)).toMatchObject({
      status: 'done',
      outcome: 'failed',
      message: expect.stringContaining('The API died while this repair ran'),
    });
    expect(await job(written.id)).toMatchObject({
      outcome: 'kept',
      message: 'done after the API died',
    });
    expect((await storedEvents()).map(({ correlationId }) => correlationId)).toEqual([
      'incident-2',
      'incident-2',
      'incident-2',
    ]);
    await api.restart();
    expect(await storedEvents()).toHaveLength(3);
  });
});

describe('GET /api/codex/jobs/{id}/events', () => {
  it('tells each state and step of a repair, and ends with it', async () => {
    await start();
    const gate = join(api.folder, 'gate');
    const id = await jobId(`wait-for ${gate}`);
    await until(async () => (await job(id))['status'] === 'running');
    const response = await fetch(`${api.url}/api/codex/jobs/${id}/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    writeFileSync(gate, '');
    const states = [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data ?? '') as Record<string, unknown>,
    );
    expect(states).toMatchObject([
      { id, status: 'running', outcome: null },
      { event: 'started', task: 'wait-for' },
      { id, status: 'done', outcome: 'kept' },
    ]);
  });

  it('knows no repair of another id', async () => {
    await start();
    await api.http.get('/api/codex/jobs/none/events').expect(404);
  });
});

describe('DELETE /api/codex/jobs/{id}', () => {
  it('ends a repair that runs, and one that waits', async () => {
    await start();
    const running = await jobId('hang');
    const waiting = await jobId('x');
    await until(() => api.operatorRuns().length === 1);
    for (const id of [waiting, running]) {
      const { body } = await api.http.delete(`/api/codex/jobs/${id}`).expect(202);
      expect(body).toMatchObject({ id });
    }
    await until(async () => (await job(waiting))['status'] === 'done');
    expect(await job(running)).toMatchObject({
      outcome: 'cancelled',
      message:
        'The repair was stopped because api:127.0.0.1 cancelled it. Ask again if the error is still there.',
    });
    expect(await job(waiting)).toMatchObject({
      outcome: 'cancelled',
      message: expect.stringContaining('did not begin because api:127.0.0.1 cancelled it'),
    });
    expect(api.operatorRuns()).toHaveLength(1);
  });

  it('says that the job is done, or that there is none', async () => {
    await start();
    const { body } = await api.suggestFix(cart('x'), WAIT).expect(200);
    const { id } = body as { id: string };
    const done = await api.http.delete(`/api/codex/jobs/${id}`).expect(409);
    expect(done.body).toMatchObject({
      type: '/problems/job-done',
      detail: `The repair ${id} is done. GET /api/codex/jobs/${id} has its result.`,
    });
    const none = await api.http.delete('/api/codex/jobs/123').expect(404);
    expect(none.body).toMatchObject({ type: '/problems/job-not-found' });
  });
});

describe('GET /api/codex/jobs', () => {
  it('lists the newest first, without the log', async () => {
    await start();
    const ids = [];
    for (const word of ['a', 'b', 'c']) ids.push(await jobId(word));
    const { body } = await api.http.get('/api/codex/jobs').expect(200);
    const { jobs } = body as { jobs: { id: string }[] };
    expect(jobs.map(({ id }) => id)).toEqual(ids.reverse());
    expect(jobs[0]).not.toHaveProperty('errorLog');
  });

  it('says that there is no such job', async () => {
    await start();
    const { body } = await api.http.get('/api/codex/jobs/123').expect(404);
    expect(body).toEqual({
      type: '/problems/job-not-found',
      title: 'There is no such repair',
      status: 404,
      detail: 'There is no repair 123. GET /api/codex/jobs lists the newest ones.',
    });
  });
});
