import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApi } from '../../testing/test-api.js';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

describe('OpenAPI', () => {
  const api = new TestApi();
  let document: Document;
  beforeAll(async () => {
    await api.start();
    document = (await api.http.get('/api/openapi.json').expect(200)).body as unknown as Document;
  });
  afterAll(() => api.dispose());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  it('lists every route', () => {
    expect(operations().map(({ path, method }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'post /api/codex/suggest-fix',
        'post /api/ai/summarize-error',
        'get /api/codex/jobs',
        'get /api/codex/jobs/{id}',
        'get /livez',
        'get /readyz',
        'get /metrics',
      ]),
    );
  });

  it('gives every operation a name of its own', () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('documents every status that a route answers with', async () => {
    for (const { path, method, operation } of operations()) {
      if (path === '/api/events') continue; // A stream has no end; see events.spec.ts.
      const url = path.replace(/\{\w+\}/, 'unknown');
      const { status } = await api.http[method as 'get' | 'post' | 'delete'](url);
      expect({ path, statuses: Object.keys(operation.responses) }).toEqual({
        path,
        statuses: expect.arrayContaining([String(status)]),
      });
    }
  });

  it('spares a caller the body that it has already', async () => {
    const { headers } = await api.http.get('/api/loops').expect(200);
    const again = await api.http.get('/api/loops').set('If-None-Match', headers['etag'] ?? '');
    expect(again.status).toBe(304);
  });

  it('describes problems as problem+json', () => {
    const problem = document.paths['/api/codex/suggest-fix']?.['post']?.responses['422'];
    expect(Object.keys(problem?.content ?? {})).toEqual(['application/problem+json']);
  });

  it('serves a page that takes everything from here', async () => {
    const { text } = await api.http.get('/api/docs').expect(200);
    const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      expect(source).toMatch(/^\.\//);
      await api.http.get(`/api/${source.slice(2)}`).expect(200);
    }
    expect(text).not.toMatch(/<script>/);
  });
});
