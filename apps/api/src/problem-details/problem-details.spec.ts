import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPAIR_JOB_STORE, type RepairJobStore } from '@app/openai-operator';
import { TestApi } from '../../testing/test-api.js';

describe('problem details', () => {
  const api = new TestApi({ OPENAI_API_KEY: 'k' });
  beforeAll(() => api.start());
  afterAll(() => api.dispose());

  const post = (text: string) =>
    api.http.post('/api/codex/suggest-fix').set('Content-Type', 'application/json').send(text);

  it('answers an unknown path', async () => {
    const { body, headers } = await api.http.get('/nowhere').expect(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toEqual({
      type: '/problems/not-found',
      title: 'There is nothing here',
      status: 404,
      detail: 'Cannot GET /nowhere. See /api/docs for what there is.',
    });
  });

  it.each([
    ['delete', '/api/codex/jobs', 'GET, HEAD'],
    ['put', '/api/codex/jobs/1', 'GET, HEAD, DELETE'],
    ['get', '/api/codex/suggest-fix', 'POST'],
    ['post', '/livez', 'GET, HEAD'],
  ] as const)('answers %s %s, which takes %s', async (method, path, allowed) => {
    const { body, headers } = await api.http[method](path).expect(405);
    expect(headers['allow']).toBe(allowed);
    expect(body).toMatchObject({
      type: '/problems/method-not-allowed',
      detail: `${path} takes ${allowed}, not ${method.toUpperCase()}.`,
    });
  });

  it('answers an address that is no URL', async () => {
    const { body } = await api.http.get('/api/codex/jobs/%ZZ').expect(400);
    expect(body).toMatchObject({ type: '/problems/malformed-request' });
  });

  it('answers a broken JSON text', async () => {
    const { body } = await post('{"filePath": ').expect(400);
    expect(body).toMatchObject({
      type: '/problems/malformed-request',
      detail: expect.stringContaining('Correct the address or the JSON body'),
    });
  });

  it.each(['[]', '[{"filePath":"src/cart.js","errorLog":"x"}]'])(
    'answers %j, which is no object',
    async (text) => {
      const { body } = await post(text).expect(400);
      expect(body).toMatchObject({ detail: 'The body must be one JSON object.' });
    },
  );

  it('answers an unknown charset and an unknown encoding', async () => {
    const charset = await api.http
      .post('/api/codex/suggest-fix')
      .set('Content-Type', 'application/json; charset=latin9')
      .send('{}');
    expect(charset.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
    const encoding = await post('{}').set('Content-Encoding', 'zip');
    expect(encoding.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
  });

  it.each([
    [
      {},
      [
        'filePath must be the path of a file (or leave it out and give a route)',
        'errorLog must be a text',
      ],
    ],
    [
      { filePath: 7, errorLog: 'x' },
      ['filePath must be the path of a file (or leave it out and give a route)'],
    ],
    [
      { filePath: '', errorLog: 'x' },
      ['filePath must be the path of a file (or leave it out and give a route)'],
    ],
    [
      { filePath: 'a\0b', errorLog: 'x' },
      ['filePath must be the path of a file (or leave it out and give a route)'],
    ],
    [
      { filePath: 'a'.repeat(5_000), errorLog: 'x' },
      ['filePath must be at most 4096 characters long'],
    ],
    [
      { filePath: 7, route: '/cart', errorLog: 'x' },
      ['filePath must be the path of a file (or leave it out and give a route)'],
    ],
    [{ route: 'cart', errorLog: 'x' }, ['route must be a path that begins with /']],
    [{ route: '/cart\n', errorLog: 'x' }, ['route must be a path that begins with /']],
    [
      { route: `/${'a'.repeat(5_000)}`, errorLog: 'x' },
      ['route must be at most 4096 characters long'],
    ],
    [{ filePath: 'src/cart.js' }, ['errorLog must be a text']],
    [{ filePath: 'src/cart.js', errorLog: ['x'] }, ['errorLog must be a text']],
    [{ filePath: 'src/cart.js', errorLog: ' \n ' }, ['errorLog must not be empty']],
    [{ filePath: 'src/cart.js', errorLog: 'x', run: 'rm' }, ['run is not a field of this request']],
  ])('names every wrong field of %j', async (body, messages) => {
    const response = await api.suggestFix(body).expect(400);
    expect(response.body).toMatchObject({
      type: '/problems/invalid-request',
      title: 'The request is not valid',
      detail: `${messages.join('; ')}.`,
      errors: messages.map((detail) => ({
        pointer: `#/${String(detail.split(' ')[0])}`,
        detail,
      })),
    });
  });

  it('tells the caller nothing of an error of its own but where to find it', async () => {
    const store = api.app.get<RepairJobStore>(REPAIR_JOB_STORE);
    const recent = store.recent.bind(store);
    store.recent = () => Promise.reject(new Error('disk /secret/path is broken'));
    const { body } = await api.http.get('/api/codex/jobs').expect(500);
    store.recent = recent;
    expect(body).toEqual({
      type: '/problems/internal-error',
      title: 'Something went wrong inside the API',
      status: 500,
      detail: 'The log of the API says more: look for the instance named here.',
      instance: expect.stringMatching(/^urn:uuid:[\da-f-]{36}$/),
    });
  });
});
