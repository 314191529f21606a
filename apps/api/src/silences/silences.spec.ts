import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';

describe('/api/silences', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await new TestApi().start();
  });
  afterEach(() => api.dispose());
  const silence = {
    matchers: { service: 'api', severity: 'warning' },
    minutes: 30,
    reason: 'known',
  };
  const create = (body: object = silence) => api.http.post('/api/silences').send(body);
  const list = async (query = '') =>
    (await api.http.get(`/api/silences${query}`).expect(200)).body['items'];

  it('are made for a while, listed and ended', async () => {
    const { body } = await create().expect(201);
    expect(body).toMatchObject({
      matchers: silence.matchers,
      reason: 'known',
      createdBy: 'api:127.0.0.1',
    });
    const minutes = Date.parse(String(body['expiresAt'])) - Date.parse(String(body['createdAt']));
    expect(minutes).toBe(30 * 60_000);
    expect(await list()).toEqual([body]);
    await api.http.delete(`/api/silences/${String(body['id'])}`).expect(204);
    expect(await list()).toEqual([]);
    expect(await list('?ended=true')).toMatchObject([{ id: body['id'] }]);
    const again = await api.http.delete(`/api/silences/${String(body['id'])}`).expect(404);
    expect(again.body).toMatchObject({ type: '/problems/silence-not-found' });
  });

  it.each([
    [{ minutes: 0 }, '#/minutes'],
    [{ minutes: 10_081 }, '#/minutes'],
    [{ reason: '' }, '#/reason'],
    [{ matchers: { severity: 'loud' } }, '#/matchers/severity'],
    [{ matchers: { host: 'a' } }, '#/matchers'],
  ])('refuse %j', async (change, pointer) => {
    const { body } = await create({ ...silence, ...change }).expect(400);
    expect(body).toMatchObject({ errors: [{ pointer }] });
  });
});
