import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestApi } from '../../testing/test-api.js';

const document = readFileSync(join(import.meta.dirname, '../../../../docs/api.md'), 'utf8');
const documented = [...document.matchAll(/^\| `(autoheal_\w+)` +\| (\w+) /gm)].map(
  ([, name = '', type = '']) => `${name} ${type}`,
);

const api = new TestApi();
beforeAll(() => api.start());
afterAll(() => api.dispose());

it('documents every metric of the platform with its type, and none that there is not', async () => {
  const { text } = await api.http.get('/metrics').expect(200);
  const offered = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)]
    .map(([, name = '', type = '']) => `${name} ${type}`)
    .filter((metric) => !metric.startsWith('autoheal_api_'));
  expect([...documented].sort()).toEqual([...offered].sort());
});
