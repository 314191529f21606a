import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { DASHBOARD_FOLDER } from './dashboard.middleware.js';
import { DashboardModule } from './dashboard.module.js';

const PAGE = '<!doctype html><title>the page</title>';
const SCRIPT = 'export const answer = 42;'.repeat(20);

describe('the dashboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'autoheal-dashboard-'));
  let app: INestApplication<Server>;
  const get = (path: string, accept = 'text/html,*/*;q=0.8') =>
    request(app.getHttpServer()).get(path).set('Accept', accept);

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'assets', 'index-Ab12.js'), SCRIPT);
    writeFileSync(join(folder, 'assets', 'index-Ab12.js.map'), 'no type, not served');
    app = await start(folder);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/index.html', '/services', '/heals/0a1b', '/no-such-view'])(
    'answers a navigation to %s with the page',
    async (path) => {
      const { status, text, headers } = await get(path);
      expect([status, text]).toEqual([200, PAGE]);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
    },
  );

  it('allows no script and no style but its own files', async () => {
    const { headers } = await get('/');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('lets a browser keep what is named after its content for good', async () => {
    const { status, text, headers } = await get('/assets/index-Ab12.js', '*/*');
    expect([status, text]).toEqual([200, SCRIPT]);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each(['br', 'gzip', 'identity'])('sends %s to who reads it', async (encoding) => {
    const { text, headers } = await get('/assets/index-Ab12.js').set('Accept-Encoding', encoding);
    expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
    if (encoding !== 'br') expect(text).toBe(SCRIPT);
  });

  it('answers 304 to a browser that has the page already', async () => {
    const { headers } = await get('/');
    const again = await get('/').set('If-None-Match', headers['etag'] ?? '');
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each([
    '/api',
    '/api/no-such-route',
    '/livez',
    '/readyz/x',
    '/metrics',
    '/docs',
    '/problems/not-found',
    '/assets/gone.js',
    '/assets/index-Ab12.js.map',
  ])('leaves %s to the routes', async (path) => {
    await get(path).expect(404);
  });

  it('leaves a program that asks for no page its problem details', async () => {
    await get('/services', 'application/json').expect(404);
    await get('/services', '*/*').expect(404);
  });

  it.each(['/assets/../../package.json', '/..%2f..%2fpackage.json', '/assets/%2e%2e/index.html'])(
    'knows no file beyond its own: %s',
    async (path) => {
      await get(path, '*/*').expect(404);
    },
  );

  it('takes no POST', async () => {
    await request(app.getHttpServer()).post('/').set('Accept', 'text/html').expect(404);
  });

  it('leaves everything to the routes when it is not built', async () => {
    const unbuilt = await start(join(folder, 'nothing-here'));
    await request(unbuilt.getHttpServer()).get('/').set('Accept', 'text/html').expect(404);
    await unbuilt.close();
  });
});

async function start(folder: string): Promise<INestApplication<Server>> {
  const module = await Test.createTestingModule({ imports: [DashboardModule] })
    .overrideProvider(DASHBOARD_FOLDER)
    .useValue(folder)
    .compile();
  return module.createNestApplication<INestApplication<Server>>({ logger: false }).init();
}
