import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

const restart = { action: { type: 'RESTART_SERVICE', service: 'api' } };
const hour = 3_600_000;

describe('heals by hand', () => {
  let api: TestApi;
  let platform: ToldPlatform;
  beforeEach(async () => {
    api = await new TestApi().start();
    platform = new ToldPlatform(api);
  });
  afterEach(() => api.dispose());
  const post = (path: string, body: object = {}) => api.http.post(path).send(body);
  const requests = async () =>
    (await platform.events()).filter(({ name }) => name === 'heal.requested');
  const waiting = async (expiresInMs = hour) => {
    const expiresAt = new Date(Date.now() + expiresInMs).toISOString();
    const incidentId = await platform.detect();
    return platform.heal(incidentId, { status: 'awaiting-approval', expiresAt });
  };

  it('asks the watchdog for a heal, and says where to follow it', async () => {
    const { body, headers } = await post('/api/heals', { ...restart, reason: 'slow' }).expect(202);
    expect(body).toMatchObject({
      service: 'api',
      status: 'requested',
      requestedBy: 'api:127.0.0.1',
      reason: 'slow',
    });
    expect(headers['location']).toBe(`/api/heals/${String(body['id'])}`);
    expect(await requests()).toMatchObject([{ payload: { healId: body['id'] } }]);
  });

  it('says what it would do, and does nothing', async () => {
    const { body } = await post('/api/heals', { ...restart, dryRun: true }).expect(200);
    expect(body).toMatchObject({ dryRun: true, service: 'api', risky: false });
    expect(await requests()).toEqual([]);
  });

  it('refuses a second heal of a service while one is under way', async () => {
    const first = await post('/api/heals', restart).expect(202);
    for (const dryRun of [false, true]) {
      const { body } = await post('/api/heals', { ...restart, dryRun }).expect(409);
      expect(body).toMatchObject({ type: '/problems/heal-running', healId: first.body['id'] });
    }
  });

  it('refuses while the loop is open, unless it is forced', async () => {
    const notBefore = Date.now() + hour;
    await platform.guard('pattern:api-crash', { phase: 'open', notBefore });
    const { body } = await post('/api/heals', restart).expect(409);
    const retryAt = new Date(notBefore).toISOString();
    expect(body).toMatchObject({ type: '/problems/loop-open', retryAt });
    await post('/api/heals', { ...restart, force: true }).expect(202);
  });

  it.each([
    [{ type: 'FORMAT_DISK' }, 'There is no action FORMAT_DISK'],
    [{ type: 'RESTART_SERVICE' }, 'service'],
    [{ type: 'RESTART_SERVICE', service: 'api', speed: 1 }, 'speed'],
  ])('refuses the action %j', async (action, detail) => {
    const { body } = await post('/api/heals', { action }).expect(400);
    expect(body).toMatchObject({
      type: '/problems/invalid-request',
      errors: [{ pointer: '#/action' }],
    });
    expect(body['detail']).toContain(detail);
  });

  it('lets one of ten approvals at the same time count', async () => {
    const { id } = await waiting();
    const votes = await Promise.all(
      Array.from({ length: 10 }, () => post(`/api/heals/${id}/approve`)),
    );
    const statuses = votes.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(9).fill(409)]);
    const approved = (await requests()).filter(
      ({ payload }) => 'requestedBy' in payload && payload.requestedBy === 'api:127.0.0.1',
    );
    expect(approved).toHaveLength(1);
  });

  it('refuses an approval that comes too late', async () => {
    const { id } = await waiting(-1);
    const { body } = await post(`/api/heals/${id}/approve`).expect(409);
    expect(body).toMatchObject({ type: '/problems/heal-not-waiting', status: 409 });
  });

  it('rejects with a reason, and cannot be approved any more', async () => {
    const { id } = await waiting();
    const { body } = await post(`/api/heals/${id}/reject`, { reason: 'not now' }).expect(200);
    expect(body).toMatchObject({
      status: 'rejected',
      outcome: 'Rejected by api:127.0.0.1: not now.',
    });
    await post(`/api/heals/${id}/approve`).expect(409);
    await post(`/api/heals/${id}/cancel`).expect(409);
  });

  it('cancels one that waits for the watchdog', async () => {
    const { body } = await post('/api/heals', restart);
    const { body: cancelled } = await post(`/api/heals/${String(body['id'])}/cancel`).expect(200);
    expect(cancelled).toMatchObject({ status: 'cancelled' });
  });

  it.each(['approve', 'reject', 'cancel'])('knows no heal to %s', async (act) => {
    const { body } = await post(`/api/heals/none/${act}`).expect(404);
    expect(body).toMatchObject({ type: '/problems/heal-not-found' });
  });

  it('writes down who asked for what, also when it was refused', async () => {
    const { id } = await waiting();
    await post(`/api/heals/${id}/reject`, { reason: 'no' });
    await post('/api/heals/none/approve');
    const calls = (await platform.events()).filter(({ name }) => name === 'api.called');
    expect(calls.map(({ payload }) => payload)).toEqual([
      {
        who: 'api:127.0.0.1',
        operation: 'rejectHeal',
        parameters: { id, reason: 'no' },
        status: 200,
      },
      { who: 'api:127.0.0.1', operation: 'approveHeal', parameters: { id: 'none' }, status: 404 },
    ]);
  });
});
