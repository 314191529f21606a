import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FollowedFolder, type LogAction, LogModel } from '../testing/index.js';

const just = (action: LogAction): fc.Arbitrary<LogAction> => fc.constant(action);

const action = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      lines: fc.integer({ min: 1, max: 6 }),
      length: fc.integer({ min: 0, max: 60 }),
    }),
  },
  { weight: 2, arbitrary: just({ do: 'write-part' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      create: fc.boolean(),
      reopen: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: just({ do: 'reopen' }) },
  { weight: 3, arbitrary: just({ do: 'copytruncate' }) },
  { weight: 1, arbitrary: just({ do: 'truncate' }) },
  { weight: 1, arbitrary: just({ do: 'delete' }) },
  { weight: 6, arbitrary: just({ do: 'pull' }) },
  { weight: 3, arbitrary: just({ do: 'drain' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.integer({ min: 100, max: 7_000 }),
    }),
  },
  { weight: 2, arbitrary: just({ do: 'crash' }) },
  { weight: 3, arbitrary: just({ do: 'start' }) },
);

/** After Vector's file_watcher tests: random histories of a log against a model of what must come out. */
describe('LogFollower, whatever happens to a log', () => {
  it('gives every line once that was not destroyed unread, in order, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
        const logs = new FollowedFolder({ chunkBytes: 128, lineTimeoutMs: 3_600_000 });
        try {
          await logs.start({ path: 'a.log', startAt: 'beginning' });
          await logs.drain();
          const model = new LogModel(logs);
          for (const each of actions) await model.run(each);
          await model.finish();
          const seen = new Set(logs.lines);
          expect(logs.lines).toEqual(
            model.written.filter((line) => seen.has(line) || !model.excused.has(line)),
          );
          if (model.written.every((line) => seen.has(line))) expect(logs.gapBytes).toBe(0);
        } finally {
          await logs.dispose();
        }
      }),
      { numRuns: Number(process.env['TAILING_MODEL_RUNS'] ?? 150) },
    );
  }, 120_000);
});
