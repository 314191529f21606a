import { expect, it } from '@jest/globals';
import { sourcesOf } from './sources-of.js';

const all = ['shop', 'nginx', 'perf'];

it.each([
  [
    'the sources that its patterns name',
    [{ target: 'shop', sources: ['nginx', 'shop'] }],
    ['nginx', 'shop'],
  ],
  [
    'each once',
    [
      { target: 'shop', sources: ['shop'] },
      { target: 'shop', sources: ['shop'] },
    ],
    ['shop'],
  ],
  [
    'all, named ones first, where a pattern reads all',
    [
      { target: 'shop', sources: ['perf'] },
      { target: 'shop', sources: [] },
    ],
    ['perf', 'shop', 'nginx'],
  ],
  ['none of another service', [{ target: 'mailer', sources: [] }], []],
  ['none that is not followed', [{ target: 'shop', sources: ['gone'] }], []],
])('a service is watched by %s', (_, patterns, sources) => {
  expect(sourcesOf('shop', patterns, all)).toEqual(sources);
});
