import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REQUEST_LOG, type RequestLog } from '@app/api-access';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

const restart = { action: { type: 'RESTART_SERVICE', service: 'api' } };

describe('Idempotency-Key', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await new TestApi().start();
  });
  afterEach(() => api.dispose());
  const heal = (key: string, body: object = restart) =>
    api.http.post('/api/heals').set('Idempotency-Key', key).send(body);

  it('gives the first answer again, headers and all, and does nothing', async () => {
    const first = await heal('one').expect(202);
    const again = await heal('one').expect(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    const names = (await new ToldPlatform(api).events()).map(({ name }) => name);
    expect(names).toEqual(['heal.requested', 'api.called']);
  });

  it('answers as before after a restart of the API', async () => {
    const { body } = await heal('one').expect(202);
    await api.restart();
    expect((await heal('one').expect(202)).body).toEqual(body);
  });

  it('does one of many that come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => heal('one')));
    const fresh = answers.filter(
      ({ status, headers }) => status === 202 && headers['idempotent-replayed'] === undefined,
    );
    expect(fresh).toHaveLength(1);
    for (const { status } of answers) expect([202, 409]).toContain(status);
  });

  it('refuses the same key for another request', async () => {
    await heal('one').expect(202);
    const { body } = await heal('one', { ...restart, reason: 'another' }).expect(422);
    expect(body).toMatchObject({ type: '/problems/idempotency-key-reused' });
  });

  it('tries again what was refused', async () => {
    const { body } = await heal('one').expect(202);
    await heal('two').expect(409);
    await api.http.post(`/api/heals/${String(body['id'])}/cancel`).send({});
    await heal('two').expect(202);
  });

  it('does not guess what became of a request without an answer', async () => {
    const log = api.app.get<RequestLog>(REQUEST_LOG, { strict: false });
    log.answer = () => Promise.reject(new Error('the disk is full'));
    await heal('one').expect(500);
    const { body, headers } = await heal('one').expect(409);
    expect(body).toMatchObject({ type: '/problems/request-in-progress' });
    expect(headers['retry-after']).toBe('1');
  });

  it.each(['', 'with blank', 'x'.repeat(201)])('refuses the key "%s"', async (key) => {
    const { body } = await heal(key).expect(400);
    expect(body).toMatchObject({ type: '/problems/invalid-request' });
  });
});
