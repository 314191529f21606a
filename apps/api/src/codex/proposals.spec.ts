import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FIX_STORE, type Fix, type FixStore } from '@app/openai-operator';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestApi } from '../../testing/test-api.js';

const [BEFORE, AFTER] = ['cart.coupon.percent;\n', 'cart.coupon?.percent;\n'];
const HOUR_MS = 3_600_000;

describe('POST /api/codex/jobs/{id}/apply', () => {
  let api: TestApi;
  let id: string;

  beforeEach(async () => {
    api = await new TestApi({ OPENAI_API_KEY: 'k' }).start();
    writeFileSync(source(), BEFORE);
    const body = { filePath: 'src/cart.js', errorLog: 'reject it' };
    const answer = await api.suggestFix(body, { Prefer: 'wait=20' }).expect(200);
    id = String(answer.body['id']);
  });
  afterEach(() => api.dispose());

  const source = (): string => join(api.project, 'src', 'cart.js');
  const propose = (change: Partial<Fix> = {}): Promise<void> => {
    const now = new Date().toISOString();
    return api.app.get<FixStore>(FIX_STORE).begin({
      id,
      incidentId: null,
      fingerprint: '',
      filePath: 'src/cart.js',
      before: BEFORE,
      after: AFTER,
      status: 'proposed',
      proposedAt: now,
      appliedAt: now,
      watchUntil: now,
      ...change,
    });
  };
  const apply = (which = id) => api.http.post(`/api/codex/jobs/${which}/apply`).send({});
  const problem = (reason: string) => ({ type: '/problems/patch-not-applicable', reason });

  it('puts a proposed patch into the project, once, and says so', async () => {
    await propose();
    const { body: before } = await api.http.get(`/api/codex/jobs/${id}`);
    expect(before['fix']).toMatchObject({ status: 'proposed', appliedAt: null });
    const answers = await Promise.all([1, 2, 3].map(() => apply().expect(200)));
    for (const { body } of answers)
      expect(body['fix']).toMatchObject({ status: 'applied', expiresAt: null });
    expect(readFileSync(source(), 'utf8')).toBe(AFTER);
  });

  it('is what the status says that it needs a person for, until it is applied', async () => {
    const needs = async () =>
      ((await api.http.get('/api/status')).body.needsYou as { kind: string }[]).filter(
        ({ kind }) => kind === 'fix',
      );
    await propose();
    expect(await needs()).toMatchObject([
      { kind: 'fix', repairId: id, title: 'A code fix of src/cart.js waits for approval' },
    ]);
    await apply().expect(200);
    expect(await needs()).toEqual([]);
  });

  it('refuses one whose file was changed, or that is too old, or that is none', async () => {
    expect((await apply().expect(409)).body).toMatchObject(problem('nothing-proposed'));
    const long = new Date(Date.now() - 200 * HOUR_MS).toISOString();
    await propose({ proposedAt: long });
    expect((await apply().expect(409)).body).toMatchObject(problem('expired'));
    await api.restart({ OPENAI_API_KEY: 'k', CODEX_PROPOSAL_HOURS: '300' });
    writeFileSync(source(), 'by hand\n');
    expect((await apply().expect(409)).body).toMatchObject(problem('file-changed'));
    expect(readFileSync(source(), 'utf8')).toBe('by hand\n');
    expect((await apply('none').expect(404)).body).toMatchObject({
      type: '/problems/job-not-found',
    });
  });

  it('settles what was left half done when an operator dies', async () => {
    await propose({ status: 'applying', proposedAt: null });
    writeFileSync(source(), AFTER);
    const { body } = await api.suggestFix(
      { filePath: 'src/cart.js', errorLog: 'die' },
      {
        Prefer: 'wait=20',
      },
    );
    expect(body).toMatchObject({ outcome: 'failed', fix: null });
    expect((await api.http.get(`/api/codex/jobs/${id}`)).body['fix']).toMatchObject({
      status: 'applied',
    });
  });
});
