import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceOf } from '@app/healing';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

const patterns = `version: 1
probes:
  - id: home
    type: http
    url: http://127.0.0.1:1/health
    cron: '* * * * *'
patterns:
  - id: api-crash
    title: api crashes
    sources: [perf]
    match: 'ERROR (?P<what>\\w+)'
    maxStreak: 2
    action: { type: RESTART_SERVICE, service: api }
`;

describe('what the pattern file says', () => {
  const api = new TestApi();
  const path = join(api.folder, 'patterns.yaml');
  const platform = new ToldPlatform(api);

  beforeAll(async () => {
    writeFileSync(path, patterns);
    await api.restart({ ERROR_PATTERNS_CONFIG: path, API_KEY: '', SLACK_WEBHOOK_URL: '' });
  });
  afterAll(() => api.dispose());

  it('lists patterns with how well they did', async () => {
    const incidentId = await platform.detect();
    await platform.heal(incidentId, { status: 'verified' });
    await platform.heal(incidentId, { status: 'failed' });
    const heal = await platform.heal(incidentId, { status: 'ineffective' });
    const { key, target } = referenceOf(heal);
    const skipped = { key, target, mode: 'shadow', reason: 'shadow', detail: 'would' } as const;
    await platform.happens('heal.skipped', skipped, incidentId);
    const list = async () => (await api.http.get('/api/patterns').expect(200)).body;
    const done = { heals: 3, verified: 1, ineffective: 1, failed: 1, shadow: 1 };
    const effectiveness = { ...done, incidents: 1, passed: 0 };
    expect(await list()).toMatchObject({
      items: [
        {
          id: 'api-crash',
          mode: 'shadow',
          sources: ['perf'],
          target: 'api',
          action: { type: 'RESTART_SERVICE', service: 'api' },
          maxStreak: 2,
          effectiveness,
          loopOpen: false,
          advice: { verdict: 'wait', mode: 'shadow' },
        },
      ],
    });
    await platform.happens('heal.skipped', skipped, incidentId);
    expect(await list()).toMatchObject({ items: [{ effectiveness: { shadow: 2 } }] });
  });

  it('lists probes that were never measured', async () => {
    const { body } = await api.http.get('/api/probes').expect(200);
    expect(body).toEqual({
      items: [{ id: 'home', kind: 'http', target: 'http://127.0.0.1:1/health', samples: 0 }],
    });
  });

  it('knows a service before anything has happened to it', async () => {
    const { body } = await api.http.get('/api/services').expect(200);
    expect(body).toMatchObject({ items: [{ name: 'api', automation: 'idle' }] });
  });

  it('keeps the patterns before when the file gets problems, and tells them', async () => {
    writeFileSync(path, patterns.replace('maxStreak: 2', 'maxStreak: many'));
    const config = await api.http.get('/api/config').expect(200);
    expect(config.body).toMatchObject({
      patternFile: { path, problems: [expect.stringContaining('maxStreak')] },
    });
    const { body } = await api.http.get('/api/patterns').expect(200);
    expect(body).toMatchObject({ items: [{ id: 'api-crash', maxStreak: 2 }] });
    writeFileSync(path, patterns);
  });

  it('shows the last lines of a source, masked, with the patterns that count them', async () => {
    const log = join(api.folder, 'perf.log');
    writeFileSync(log, 'one\nERROR two\nthree password=hunter2hunter2\n');
    await platform.watchdog({ sources: [{ id: 'perf', path: log }] });
    const { body } = await api.http.get('/api/logs?source=perf&lines=2').expect(200);
    expect(body).toEqual({
      source: 'perf',
      path: log,
      lines: [
        { text: 'ERROR two', patternIds: ['api-crash'] },
        { text: 'three password=[redacted]', patternIds: [] },
      ],
    });
  });

  it('reads the newest file of a glob, and none of a source that has none yet', async () => {
    writeFileSync(join(api.folder, 'a-1.log'), 'newest');
    await platform.watchdog({
      sources: [
        { id: 'all', path: join(api.folder, 'a-*.log') },
        { id: 'none', path: join(api.folder, 'missing.log') },
        { id: 'folder', path: api.folder },
      ],
    });
    const read = async (source: string) => (await api.http.get(`/api/logs?source=${source}`)).body;
    expect(await read('all')).toMatchObject({ lines: [{ text: 'newest' }] });
    expect(await read('none')).toMatchObject({ lines: [] });
    expect(await read('folder')).toMatchObject({ type: '/problems/log-not-readable' });
    expect(await read('../../etc/passwd')).toMatchObject({ type: '/problems/source-not-found' });
  });
});

describe('GET /api/config', () => {
  const api = new TestApi({ API_KEY: 'a-secret-key-of-mine', LOG_FORMAT: '' });
  beforeAll(() => api.start());
  afterAll(() => api.dispose());

  it('shows every setting with its source, and no secret', async () => {
    const { body, text } = await api.http
      .get('/api/config')
      .set('X-API-Key', 'a-secret-key-of-mine')
      .expect(200);
    const settings = body['settings'] as readonly { readonly variable: string }[];
    const shown = (name: string) => settings.find(({ variable }) => variable === name);
    expect(shown('API_KEY')).toMatchObject({ value: '(hidden)', source: 'environment' });
    expect(shown('API_HOST')).toMatchObject({ value: '127.0.0.1', source: 'default' });
    expect(shown('LOG_FORMAT')).toMatchObject({ value: null, source: 'default' });
    expect(shown('WATCHDOG_CPU_CHECKS')).toMatchObject({ value: '3', source: 'default' });
    expect(text).not.toContain('a-secret-key-of-mine');
  });
});
