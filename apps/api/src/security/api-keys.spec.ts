import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiKeys, type Scope } from '@app/api-access';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';
import { until } from '../../testing/until.js';

describe('keys with scopes', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await new TestApi({ API_KEY: 'the-master-key' }).start();
  });
  afterEach(() => api.dispose());
  const make = async (name: string, scope: Scope) => {
    const keys = api.app.get(ApiKeys, { strict: false });
    const created = await keys.create({ name, scope, createdBy: 'cli:alice' });
    return created.outcome === 'created' ? created.text : '';
  };
  const statuses = async (key: string) => {
    const as = { 'X-API-Key': key };
    return {
      read: (await api.http.get('/api/status').set(as)).status,
      heal: (await api.http.post('/api/heals/none/approve').set(as).send({})).status,
      admin: (await api.http.get('/api/keys').set(as)).status,
    };
  };

  it.each([
    ['read', { read: 200, heal: 403, admin: 403 }],
    ['heal', { read: 200, heal: 404, admin: 403 }],
    ['admin', { read: 200, heal: 404, admin: 200 }],
  ] as const)('let a key of the scope %s do this', async (scope, expected) => {
    expect(await statuses(await make('mine', scope))).toEqual(expected);
  });

  it('say which scope is missing', async () => {
    const key = await make('grafana', 'read');
    const { body } = await api.http.post('/api/config/reload').set('X-API-Key', key).send({});
    expect(body).toMatchObject({ type: '/problems/scope-missing', needed: 'admin' });
    expect(body['detail']).toContain('api:grafana has read');
  });

  it('stand in the audit log by their name', async () => {
    const key = await make('ci', 'heal');
    await api.http.post('/api/heals/none/reject').set('X-API-Key', key).send({});
    expect(await new ToldPlatform(api).events()).toMatchObject([
      { name: 'api.called', payload: { who: 'api:ci', operation: 'rejectHeal' } },
    ]);
  });

  it('are listed without what opens, and revoked at once', async () => {
    const key = await make('ci', 'admin');
    const { body, text } = await api.http.get('/api/keys').set('X-API-Key', key).expect(200);
    expect(body).toMatchObject({ items: [{ name: 'ci', scope: 'admin', revokedAt: null }] });
    expect(text).not.toMatch(/hash|ahk_/);
    await api.http.delete('/api/keys/ci').set('X-API-Key', key).expect(204);
    await api.http.get('/api/status').set('X-API-Key', key).expect(401);
    const again = await api.http.delete('/api/keys/ci').set('X-API-Key', 'the-master-key');
    expect(again.body).toMatchObject({ type: '/problems/key-not-found' });
  });

  it('refuses an address that guesses, even when it is right in the end', async () => {
    const guess = (key: string) => api.http.get('/api/status').set('X-API-Key', key);
    for (let count = 0; count < 20; count += 1) await guess(`guess-${String(count)}`).expect(401);
    const { body, headers } = await guess('the-master-key').expect(429);
    expect(body).toMatchObject({ type: '/problems/too-many-requests' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(200);
    await api.http.get('/livez').expect(200);
  });
});

it('the first key that is made locks the API', async () => {
  const api = await new TestApi().start();
  await api.http.get('/api/status').expect(200);
  await api.app.get(ApiKeys, { strict: false }).create({
    name: 'first',
    scope: 'read',
    createdBy: 'cli:alice',
  });
  await until(async () => (await api.http.get('/api/status')).status === 401);
  await api.dispose();
});
