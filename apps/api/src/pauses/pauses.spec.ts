import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

describe('pauses', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await new TestApi().start();
    await new ToldPlatform(api).detect();
  });
  afterEach(() => api.dispose());
  const post = (path: string, body: object = {}) => api.http.post(path).send(body);
  const service = async () => {
    const { body } = await api.http.get('/api/services').expect(200);
    return (body['items'] as readonly object[])[0];
  };

  it('pause a service, for a while', async () => {
    const before = Date.now();
    const { body } = await post('/api/services/api/pause', { minutes: 30, reason: 'deploy' });
    expect(body).toMatchObject({ target: 'api', reason: 'deploy', who: 'api:127.0.0.1' });
    const minutes = (Date.parse(String(body['until'])) - before) / 60_000;
    expect(minutes).toBeGreaterThanOrEqual(30);
    expect(minutes).toBeLessThan(31);
    expect(await service()).toMatchObject({ automation: 'paused', pausedUntil: body['until'] });
  });

  it('end when somebody resumes the service', async () => {
    await post('/api/services/api/pause', { minutes: 30 }).expect(200);
    const { body } = await post('/api/services/api/resume').expect(200);
    expect(body).toEqual({ items: [] });
    expect(await service()).not.toHaveProperty('pausedUntil');
    const again = await post('/api/services/api/resume').expect(409);
    expect(again.body).toMatchObject({ type: '/problems/not-paused' });
  });

  it('of everything stand beside those of a service', async () => {
    await post('/api/services/api/pause', { minutes: 30 }).expect(200);
    const { body } = await post('/api/pauses', { minutes: 60 }).expect(200);
    expect(await service()).toMatchObject({ pausedUntil: body['until'] });
    const list = await api.http.get('/api/pauses').expect(200);
    expect(list.body).toMatchObject({ items: [{ target: null }, { target: 'api' }] });
    const left = await api.http.delete('/api/pauses').expect(200);
    expect(left.body).toMatchObject({ items: [{ target: 'api' }] });
  });

  it('need a service that there is', async () => {
    const { body } = await post('/api/services/apy/pause', { minutes: 30 }).expect(404);
    expect(body).toMatchObject({ type: '/problems/service-not-found' });
  });

  it.each([0, 10_081, 1.5, '30', undefined])('do not last %p minutes', async (minutes) => {
    const { body } = await post('/api/services/api/pause', { minutes }).expect(400);
    expect(body).toMatchObject({ errors: [{ pointer: '#/minutes' }] });
  });
});
