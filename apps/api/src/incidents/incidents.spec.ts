import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';
import { sampleDetection } from '@app/detection/testing';

interface Listed {
  readonly items: readonly { readonly id: string; readonly openedAt: string }[];
  readonly nextCursor: string | null;
}

describe('GET /api/incidents', () => {
  const api = new TestApi();
  const platform = new ToldPlatform(api);
  const ids: string[] = [];
  const list = async (query = '') =>
    (await api.http.get(`/api/incidents${query}`).expect(200)).body as unknown as Listed;

  beforeAll(async () => {
    await api.start();
    for (let number = 0; number < 7; number += 1)
      ids.unshift(await platform.detect({ key: `pattern:p/${String(number)}` }));
  });
  afterAll(() => api.dispose());

  it('lists them newest first', async () => {
    const { items } = await list();
    const times = items.map(({ openedAt }) => openedAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(items.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('shows every one once over pages of any size, also of the same millisecond', async () => {
    const all = (await list()).items.map(({ id }) => id);
    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      let page = await list(`?limit=${String(limit)}`);
      for (;;) {
        seen.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        page = await list(`?limit=${String(limit)}&cursor=${page.nextCursor}`);
      }
      expect(seen).toEqual(all);
    }
  });

  it('filters by status, service and pattern', async () => {
    const { trigger, plan } = sampleDetection();
    expect((await list('?status=resolved')).items).toEqual([]);
    expect((await list(`?status=open&service=${plan.target}`)).items).toHaveLength(7);
    expect((await list('?service=other')).items).toEqual([]);
    expect((await list(`?pattern=${trigger.id}`)).items).toHaveLength(7);
    expect((await list('?pattern=other')).items).toEqual([]);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'status=gone', 'cursor=abc', 'cursor='])(
    'refuses ?%s as a problem that names the parameter',
    async (query) => {
      const { status, body } = await api.http.get(`/api/incidents?${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        type: '/problems/invalid-request',
        errors: [{ pointer: `#/${query.split('=')[0] ?? ''}` }],
      });
    },
  );

  it('says that there is no such incident', async () => {
    const { body } = await api.http.get('/api/incidents/none');
    expect(body).toMatchObject({ type: '/problems/incident-not-found', status: 404 });
  });

  it('answers 304 to whoever has the answer already', async () => {
    const path = `/api/incidents/${ids[0] ?? ''}`;
    const { headers } = await api.http.get(path).expect(200);
    await api.http
      .get(path)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  });
});

describe('GET /api/incidents/{id}', () => {
  const api = new TestApi();
  const platform = new ToldPlatform(api);
  beforeAll(() => api.start());
  afterAll(() => api.dispose());

  it('tells the whole story in sentences, with heals and alerts, and no secret', async () => {
    const sample = sampleDetection();
    const record = { source: 's', path: 'p', offset: 0, at: sample.lastSeenAt };
    const id = await platform.detect({
      evidence: {
        ...sample.evidence,
        records: [{ ...record, text: 'login failed: password=hunter2hunter2' }],
      },
    });
    const heal = await platform.heal(id);
    const reference = {
      healId: heal.id,
      key: heal.key,
      target: heal.target,
      action: heal.action,
      attempt: 1,
      maxAttempts: 3,
    };
    await platform.happens('heal.started', { ...reference, timeoutMs: 1_000 }, id);
    await platform.alert(id, ['slack'], []);

    const { body } = await api.http.get(`/api/incidents/${id}`).expect(200);
    expect(body).toMatchObject({
      id,
      service: sample.plan.target,
      status: 'open',
      detections: sample.occurrences,
      evidence: ['login failed: password=[redacted]'],
      plan: { mode: sample.plan.mode, target: sample.plan.target },
      story: [
        { name: 'detection.raised', causationId: null },
        {
          name: 'heal.requested',
          sentence: expect.stringContaining('RESTART_SERVICE api') as unknown,
        },
        { name: 'heal.started', sentence: 'RESTART_SERVICE api began.' },
      ],
      heals: [{ id: heal.id, status: 'requested' }],
      alerts: [
        { kind: 'start', deliveries: [{ channel: 'slack', status: 'pending', attempts: 0 }] },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });
});
