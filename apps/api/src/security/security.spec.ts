import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';

const problem = (slug: string, status: number) =>
  expect.objectContaining({ type: `/problems/${slug}`, status });

describe('an API with a key', () => {
  const api = new TestApi({ API_KEY: 'the-right-key' });
  beforeAll(() => api.start());
  afterAll(() => api.dispose());

  it.each(['/api/codex/jobs', '/metrics'])('asks for the key on %s', async (path) => {
    const { status, body, headers } = await api.http.get(path);
    expect(status).toBe(401);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers['www-authenticate']).toBe('Bearer realm="autoheal"');
    expect(body).toEqual({
      type: '/problems/api-key-required',
      title: 'A valid API key is required',
      status: 401,
      detail: 'Send the API key as "Authorization: Bearer KEY" or as "X-API-Key: KEY".',
    });
  });

  it.each([
    ['Authorization', 'Bearer the-wrong-key'],
    ['Authorization', 'Bearer the-right-key-and-more'],
    ['Authorization', 'Basic the-right-key'],
    ['X-API-Key', ''],
    ['X-API-Key', 'the-right-ke'],
  ])('refuses %s: %s', async (name, value) => {
    const { body } = await api.http.get('/api/codex/jobs').set(name, value);
    expect(body).toEqual(problem('api-key-required', 401));
  });

  it('tells a wrong key from a missing one', async () => {
    const { body } = await api.http.get('/api/codex/jobs').set('X-API-Key', 'wrong');
    expect(body).toMatchObject({
      detail: 'The API key is not right: unknown, expired or revoked.',
    });
  });

  it.each([
    ['Authorization', 'Bearer the-right-key'],
    ['authorization', 'bearer the-right-key'],
    ['X-API-Key', 'the-right-key'],
  ])('lets in %s: %s', async (name, value) => {
    await api.http.get('/api/codex/jobs').set(name, value).expect(200);
    await api.http.get('/metrics').set(name, value).expect(200);
  });

  it.each(['/livez', '/readyz', '/api/docs', '/api/openapi.json'])(
    'leaves %s open',
    async (path) => {
      await api.http.get(path).expect(200);
    },
  );

  it('answers to any host name', async () => {
    await api.http.get('/livez').set('Host', 'autoheal.example').expect(200);
  });

  it('does not look at the body of a caller without a key', async () => {
    const { body } = await api.suggestFix({});
    expect(body).toEqual(problem('api-key-required', 401));
  });
});

describe('an API without a key', () => {
  const api = new TestApi();
  beforeAll(() => api.start());
  afterAll(() => api.dispose());

  it.each(['localhost', 'localhost:3001', '127.0.0.1', '[::1]:3001'])(
    'answers to the host name %s',
    async (host) => {
      await api.http.get('/api/codex/jobs').set('Host', host).expect(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', 'localhost@evil.example', '10.0.0.1'])(
    'refuses the host name %s, which a web page could have made point here',
    async (host) => {
      const { body } = await api.http.get('/api/codex/jobs').set('Host', host);
      expect(body).toEqual(problem('host-not-allowed', 403));
      expect(body).toMatchObject({ detail: expect.stringContaining('or set API_KEY') });
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
  ])('refuses a body of type %s, which a web page could send here unasked', async (type) => {
    const { body, headers } = await api.http
      .post('/api/codex/suggest-fix')
      .set('Content-Type', type)
      .send('{"filePath":"src/cart.js","errorLog":"x"}');
    expect(body).toEqual(problem('unsupported-media-type', 415));
    expect(headers['accept-post']).toBe('application/json');
  });

  it('allows no other origin to read its answers', async () => {
    const { headers } = await api.http.get('/livez').set('Origin', 'https://evil.example');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('limits', () => {
  const api = new TestApi({ API_RATE_LIMIT_PER_MINUTE: '3', API_BODY_LIMIT_BYTES: '2048' });
  beforeAll(() => api.start());
  afterAll(() => api.dispose());

  it('refuses a body over the limit, and says the limit', async () => {
    const { body } = await api.suggestFix({ filePath: 'src/cart.js', errorLog: 'x'.repeat(3_000) });
    expect(body).toEqual({
      type: '/problems/body-too-large',
      title: 'The body is too large',
      status: 413,
      detail:
        'The body may have at most 2048 bytes. Send only the end of the log, or raise API_BODY_LIMIT_BYTES.',
    });
  });

  it('slows down a caller who asks too often, and says for how long', async () => {
    for (let count = 0; count < 3; count += 1) await api.http.get('/api/codex/jobs').expect(200);
    const { body, headers } = await api.http.get('/api/codex/jobs');
    expect(body).toEqual(problem('too-many-requests', 429));
    expect(body).toMatchObject({
      detail: 'Wait for the number of seconds in Retry-After, then go on more slowly.',
    });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('never limits the health checks', async () => {
    for (let count = 0; count < 5; count += 1) await api.http.get('/livez').expect(200);
  });
});
