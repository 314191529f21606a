import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

describe('/api/loops', () => {
  let api: TestApi;
  let platform: ToldPlatform;
  beforeEach(async () => {
    api = await new TestApi().start();
    platform = new ToldPlatform(api);
  });
  afterEach(() => api.dispose());
  const states = async () => {
    const { body } = await api.http.get('/api/loops').expect(200);
    const items = body['items'] as readonly { readonly key: string; readonly state: string }[];
    return Object.fromEntries(items.map(({ key, state }) => [key, state]));
  };

  it('tells what heals, what waits and what is paused', async () => {
    const later = Date.now() + 60_000;
    await platform.guard('pattern:well', { notBefore: 0 });
    await platform.guard('pattern:waits', { notBefore: later, failures: 1 });
    await platform.guard('pattern:open', { phase: 'open', notBefore: later });
    await platform.guard('pattern:ripe', { phase: 'open', notBefore: 1 });
    expect(await states()).toEqual({
      'pattern:well': 'closed',
      'pattern:waits': 'backoff',
      'pattern:open': 'open',
      'pattern:ripe': 'half-open',
    });
  });

  it('resets one, and says who did', async () => {
    const key = 'pattern:open/a b';
    await platform.guard(key, { phase: 'open', notBefore: Date.now() + 60_000, suppressed: 7 });
    await platform.guard('pattern:other', { phase: 'open', notBefore: Date.now() + 60_000 });
    const { body } = await api.http
      .post(`/api/loops/${encodeURIComponent(key)}/reset`)
      .send({ reason: 'looked at it' })
      .expect(200);
    expect(body).toEqual({ reset: [{ target: 'api', actionType: 'RESTART_SERVICE' }] });
    expect(await states()).toEqual({ 'pattern:other': 'open' });
    const closed = (await platform.events()).filter(({ name }) => name === 'heal-loop.closed');
    expect(closed).toMatchObject([
      { payload: { key, by: 'person', who: 'api:127.0.0.1', suppressed: 7 } },
    ]);
  });

  it('knows no loop of another key', async () => {
    const { body } = await api.http.post('/api/loops/none/reset').send({}).expect(404);
    expect(body).toMatchObject({ type: '/problems/loop-not-found' });
  });
});
