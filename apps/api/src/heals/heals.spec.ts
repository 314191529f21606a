import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Heal, referenceOf } from '@app/healing';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

describe('GET /api/heals', () => {
  let api: TestApi;
  let platform: ToldPlatform;
  let incidentId: string;
  beforeEach(async () => {
    api = await new TestApi().start();
    platform = new ToldPlatform(api);
    incidentId = await platform.detect();
  });
  afterEach(() => api.dispose());
  const steps = async ({ id }: Heal) => {
    const { body } = await api.http.get(`/api/heals/${id}`).expect(200);
    const list = body['steps'] as readonly { readonly name: string; readonly state: string }[];
    return Object.fromEntries(list.map(({ name, state }) => [name, state]));
  };

  it('filters by status and service', async () => {
    await platform.heal(incidentId, { status: 'failed', target: 'web' });
    const { id } = await platform.heal(incidentId, { status: 'running' });
    const { body } = await api.http.get('/api/heals?status=running&service=api').expect(200);
    expect(body).toMatchObject({ items: [{ id }], nextCursor: null });
  });

  it('shows a heal that waits for a person', async () => {
    const expiresAt = '2030-01-01T00:00:00.000Z';
    const heal = await platform.heal(incidentId, { status: 'awaiting-approval', expiresAt });
    const { body } = await api.http.get(`/api/heals/${heal.id}`).expect(200);
    expect(body).toMatchObject({ expiresAt, output: '' });
    expect(await steps(heal)).toEqual({
      detect: 'done',
      plan: 'waiting',
      act: 'waiting',
      'test-gate': 'skipped',
      verify: 'waiting',
      alert: 'skipped',
    });
  });

  it('shows a proven code fix with its diff, its output and its alert', async () => {
    const times = {
      startedAt: '2026-01-01T00:00:01.000Z',
      finishedAt: '2026-01-01T00:00:03.500Z',
    };
    const action = { type: 'CODEX_FIX_FILE', filePath: 'src/cart.js' };
    const heal = await platform.heal(incidentId, { status: 'verified', action, ...times });
    const reference = referenceOf(heal);
    await platform.happens('heal.started', { ...reference, timeoutMs: 1 }, incidentId);
    const repair = {
      jobId: 'job-1',
      filePath: 'src/cart.js',
      route: null,
      outcome: 'kept' as const,
      message: 'kept',
      diff: '--- a\n+++ b\n',
      durationMs: 7,
      requestedBy: 'api:127.0.0.1',
      exchanges: [],
    };
    await platform.happens('repair.finished', repair, incidentId);
    const ended = { ...reference, durationMs: 9, summary: 'fixed', output: 'token=abcdef1234567' };
    await platform.happens('heal.succeeded', ended, incidentId);
    const proven = { ...reference, silentSeconds: 30, downtimeMs: 1 };
    await platform.happens('heal.verified', proven, incidentId);
    await platform.alert(incidentId, []);

    const { body } = await api.http.get(`/api/heals/${heal.id}`).expect(200);
    expect(body).toMatchObject({
      diff: repair.diff,
      repairJobId: 'job-1',
      durationMs: 2_500,
      output: 'token=[redacted]',
    });
    expect(new Set(Object.values(await steps(heal)))).toEqual(new Set(['done']));
  });

  it('shows what failed, and that nothing was left to prove', async () => {
    const heal = await platform.heal(incidentId, { status: 'failed' });
    const reference = referenceOf(heal);
    await platform.happens('heal.started', { ...reference, timeoutMs: 1 }, incidentId);
    const failure = { durationMs: 3, reason: 'exit-code', retryable: false, output: 'x' } as const;
    await platform.happens(
      'heal.failed',
      { ...reference, ...failure, message: 'It ended with 1.' },
      incidentId,
    );
    const { body } = await api.http.get(`/api/heals/${heal.id}`).expect(200);
    expect(body['steps']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'act', state: 'failed', detail: 'It ended with 1.' }),
        expect.objectContaining({ name: 'verify', state: 'skipped' }),
      ]),
    );
  });

  it('says that there is no such heal', async () => {
    const { body } = await api.http.get('/api/heals/none');
    expect(body).toMatchObject({ type: '/problems/heal-not-found', status: 404 });
  });
});
