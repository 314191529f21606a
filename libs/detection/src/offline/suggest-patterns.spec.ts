import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { sampleConfig } from '../../testing/sample-config.js';
import { LinearRegex } from '../engine/linear-regex.js';
import { isErrorLike } from './error-like.js';
import { suggestPatterns } from './suggest-patterns.js';
import { toPattern } from './to-pattern.js';

const LOG = `2026-01-01T10:00:00.000Z INFO  server listens on 3000
2026-01-01T10:00:01.000Z ERROR payment 17 failed: gateway said no
    at pay (/srv/pay.js:3:9) error
2026-01-01T10:00:02.000Z ERROR payment 18 failed: gateway said no
2026-01-01T10:00:03.000Z ERROR ECONNREFUSED 127.0.0.1:5432
2026-01-01T10:00:04.000Z INFO  checked, 0 errors
2026-01-01T10:00:05.000Z WARN  cache unavailable (pool: [a+b])
`;
const known = sampleConfig(
  'version: 1\npatterns: [{ id: refused, match: ECONNREFUSED, sources: [perf] }]',
).patterns;
const suggest = (log: string) =>
  suggestPatterns(known, Readable.from([Buffer.from(log)]), { path: 'a.log', now: () => 0 });

describe('suggestPatterns', () => {
  it('groups trouble that no pattern knows, the most frequent first, with an entry ready to use', async () => {
    expect(await suggest(LOG)).toEqual([
      {
        count: 2,
        example: '2026-01-01T10:00:02.000Z ERROR payment 18 failed: gateway said no',
        id: 'error-payment-failed-gateway-said',
        match: 'ERROR\\s+payment\\s+.*?\\s+failed:\\s+gateway\\s+said\\s+no',
      },
      {
        count: 1,
        example: '2026-01-01T10:00:05.000Z WARN  cache unavailable (pool: [a+b])',
        id: 'warn-cache-unavailable-pool',
        match: 'WARN\\s+cache\\s+unavailable\\s+\\(pool:\\s+\\[a\\+b\\]\\)',
      },
    ]);
  });

  it('suggests expressions that run and match their own example', async () => {
    const word = fc.oneof(
      fc.constantFrom('ERROR', 'x(', '[7]', '10.0.0.1', '$a', 'é|'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (words) => {
        const line = `ERROR ${words.join(' ')}`.replace(/[\n\r]/g, ' ');
        for (const { match, example } of await suggest(`${line}\n`)) {
          const compiled = LinearRegex.compile(match);
          expect(compiled.ok && compiled.regex.test(example)).toBe(true);
        }
      }),
    );
  });

  it('names what has no words', () => {
    expect(toPattern('<*> <*>').id).toBe('trouble');
  });

  it('counts kinds that differ only in how they end as one', async () => {
    const log = [
      'ERROR worker is in state 6',
      'ERROR worker is in state 7',
      'ERROR disk 1 full',
      'ERROR [disk] is [full]',
    ];
    const found = await suggest(`${log.join('\n')}\n`);
    expect(found.map(({ id, count }) => [id, count])).toEqual([
      ['error-worker-is-in-state', 2],
      ['error-disk-full', 1],
      ['error-disk-is-full', 1],
    ]);
  });

  it.each([
    ['INFO session with a timeout of 10 s', false],
    ['{"level":"info","msg":"login refused"}', false],
    ['login refused', true],
    ['INFO exception thrown', true],
    ['0 errors', false],
  ])('knows what speaks of trouble: %s: %s', (line, expected) => {
    expect(isErrorLike(line)).toBe(expected);
  });
});
