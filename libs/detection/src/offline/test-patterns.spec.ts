import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ARRIVED_AT } from '../../testing/chunks.js';
import { sampleConfig } from '../../testing/sample-config.js';
import { testPatterns } from './test-patterns.js';
import { wholeLines } from './whole-lines.js';

const { patterns } = sampleConfig(`
version: 1
patterns:
  - { id: every, match: bad }
  - { id: third, match: bad, maxStreak: 2, sources: [perf] }
  - { id: never, match: nothing like it, maxStreak: 1 }
`);

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

const log = Buffer.from(
  [
    'fine',
    'bad',
    'bad',
    'fine',
    '2025-12-31T10:00:00Z bad',
    'bad',
    '  continued',
    '2025-12-31T10:00:02Z bad',
    'bad',
    'bad',
  ].join('\n'),
);

describe('testPatterns', () => {
  it.each([1, 7, 10_000])(
    'says what each pattern would have done, read in pieces of %i bytes',
    async (size) => {
      const reports = await testPatterns(patterns, pieces(log, size), {
        path: 'app.log',
        now: ARRIVED_AT,
      });
      const arrived = new Date(ARRIVED_AT).toISOString();
      expect(reports.map(({ pattern, ...rest }) => ({ id: pattern.id, ...rest }))).toEqual([
        {
          id: 'every',
          matchedLines: 7,
          longestStreak: 1,
          detections: 7,
          raised: [2, 3, 5, 6, 8, 9, 10].map((line) => ({
            line,
            at:
              line === 5
                ? '2025-12-31T10:00:00.000Z'
                : line === 8
                  ? '2025-12-31T10:00:02.000Z'
                  : arrived,
          })),
          missedByOne: 0,
        },
        {
          id: 'third',
          matchedLines: 7,
          longestStreak: 3,
          detections: 1,
          raised: [{ line: 8, at: '2025-12-31T10:00:02.000Z' }],
          missedByOne: 2,
        },
        {
          id: 'never',
          matchedLines: 0,
          longestStreak: 0,
          detections: 0,
          raised: [],
          missedByOne: 0,
        },
      ]);
    },
  );
});

describe('wholeLines', () => {
  it('loses no byte and cuts no line, however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', '\n', '\xe9') }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const bytes = Buffer.from(text);
          const collected: Buffer[] = [];
          let offset = 0;
          for await (const lines of wholeLines(pieces(bytes, size))) {
            expect(lines.offset).toBe(offset);
            offset += lines.bytes.length;
            expect(lines.bytes.at(-1) === 10 || offset === bytes.length).toBe(true);
            collected.push(Buffer.from(lines.bytes));
          }
          expect(Buffer.concat(collected)).toEqual(bytes);
        },
      ),
    );
  });

  it('hands on a line without end in pieces', async () => {
    const sizes: number[] = [];
    for await (const { bytes } of wholeLines(pieces(Buffer.alloc(3_000_000, 'x'), 500_000)))
      sizes.push(bytes.length);
    expect(sizes).toEqual([1_500_000, 1_500_000]);
  });
});
