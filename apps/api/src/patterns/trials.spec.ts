import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_STORE, type EventStore } from '@app/event-bus';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

const patterns = `version: 1
patterns:
  - { id: refused, match: ECONNREFUSED }
`;

describe('patterns that are none yet', () => {
  const api = new TestApi();
  const path = join(api.folder, 'patterns.yaml');
  const post = (route: string, body: object = {}) => api.http.post(route).send(body);

  beforeAll(async () => {
    writeFileSync(path, patterns);
    await api.restart({ ERROR_PATTERNS_CONFIG: path });
  });
  afterAll(() => api.dispose());

  it('are tried on lines', async () => {
    const { body } = await post('/api/patterns/test', {
      match: ['error (?P<code>\\d+)', 'FATAL'],
      exclude: 'known',
      ignoreCase: true,
      lines: ['all is well', 'ERROR 17', 'error 18, known', 'Fatal'],
    }).expect(200);
    expect(body).toEqual({
      matches: [
        { line: 1, captures: { code: '17' } },
        { line: 3, captures: {} },
      ],
      problems: [],
    });
  });

  it('say why they do not compile', async () => {
    const { body } = await post('/api/patterns/test', { match: '(a', lines: ['a'] }).expect(200);
    expect(body).toMatchObject({ matches: [], problems: [expect.stringContaining('(a')] });
  });

  it('take no time without end, whatever they are', async () => {
    const lines = [`${'a'.repeat(20_000)}b`];
    const { body } = await post('/api/patterns/test', { match: '(a+)+$', lines }).expect(200);
    expect(body).toMatchObject({ matches: [] });
  });

  it('are found in the logs that are watched', async () => {
    const [one, two] = [join(api.folder, 'one.log'), join(api.folder, 'two.log')];
    writeFileSync(one, 'ERROR connect ECONNREFUSED\n'.repeat(3));
    writeFileSync(two, 'INFO fine\nERROR disk sda1 is full\nERROR disk sdb2 is full\n');
    await new ToldPlatform(api).watchdog({
      sources: [
        { id: 'one', path: one },
        { id: 'two', path: two },
        { id: 'none', path: join(api.folder, 'none.log') },
      ],
    });
    const { body } = await api.http.get('/api/patterns/suggestions').expect(200);
    expect(body).toMatchObject({ items: [{ source: 'two', count: 2 }] });
    expect(body['items']).toHaveLength(1);
  });

  it('are checked as a whole file', async () => {
    const check = async (text: string) =>
      (await post('/api/config/validate', { text }).expect(200)).body['problems'];
    expect(await check(patterns)).toEqual([]);
    expect(await check(patterns.replace('match', 'mtach'))).toEqual([
      expect.stringContaining('match: is missing'),
      expect.stringContaining('mtach'),
    ]);
    expect(await check('')).toEqual([expect.stringContaining('empty')]);
  });

  it('have the watchdog read the file, and say what is wrong with it', async () => {
    writeFileSync(path, 'version: 2');
    const { body } = await post('/api/config/reload').expect(202);
    expect(body).toMatchObject({ problems: [expect.stringContaining('version')] });
    const events = await api.app.get<EventStore>(EVENT_STORE, { strict: false }).after(0, 100);
    expect(events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        name: 'config.reload-asked',
        payload: { who: 'api:127.0.0.1' },
      }),
    );
  });
});
