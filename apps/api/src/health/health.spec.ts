import { afterEach, describe, expect, it } from '@jest/globals';
import { DatabaseHealth } from '@app/persistence';
import { TestApi } from '../../testing/test-api.js';

describe('health', () => {
  const api = new TestApi();
  afterEach(() => api.dispose());

  it('is live and ready when the database answers; only live when it does not', async () => {
    await api.start();
    expect((await api.http.get('/livez').expect(200)).body).toEqual({ status: 'ok' });
    expect((await api.http.get('/readyz').expect(200)).body).toMatchObject({
      status: 'ok',
      details: { database: { status: 'up' } },
    });

    const database = api.app.get(DatabaseHealth);
    database.ping = () => Promise.reject(new Error('disk I/O error'));
    await api.http.get('/livez').expect(200);
    const { body, headers } = await api.http.get('/readyz').expect(503);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({
      type: '/problems/not-ready',
      detail:
        'The database does not answer. Check AUTOHEAL_DATA_DIR and the disk; the log of the API says more.',
      checks: { details: { database: { status: 'down' } } },
    });
  });
});
