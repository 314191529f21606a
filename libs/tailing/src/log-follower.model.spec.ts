import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
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
  { weight: 2, arbitrary: just({ do: 'compress' }) },
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

async function play(
  source: string,
  actions: readonly LogAction[],
  check: (logs: FollowedFolder, model: LogModel) => void,
): Promise<void> {
  const logs = new FollowedFolder({ chunkBytes: 128, lineTimeoutMs: 3_600_000 });
  try {
    await logs.start({ path: source, startAt: 'beginning' });
    await logs.drain();
    const model = new LogModel(logs, source);
    for (const each of actions) await model.run(each);
    await model.finish();
    check(logs, model);
  } finally {
    await logs.dispose();
  }
}

/** What was written, without what was destroyed unread and did not come. */
function expected(logs: FollowedFolder, model: LogModel): string[] {
  const seen = new Set(logs.lines);
  return model.written.filter((line) => seen.has(line) || !model.excused.has(line));
}

/** After Vector's file_watcher tests: random histories of a log against a model of what must come out. */
describe('LogFollower, whatever happens to a log', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => {
    Logger.overrideLogger(true);
  });

  const runs = Number(process.env['TAILING_MODEL_RUNS'] ?? 150);
  const histories = fc.array(action, { maxLength: 40 });

  it('gives every line once that was not destroyed unread, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (actions) =>
        play('a.log', actions, (logs, model) => {
          expect([...logs.lines].sort()).toEqual(expected(logs, model).sort());
          if (logs.lines.length === model.written.length) expect(logs.gapBytes).toBe(0);
        }),
      ),
      { numRuns: runs },
    );
  }, 600_000);

  // Files of both kinds that changed within one tick of the file system's clock have no order.
  it.each(['rename', 'copytruncate'])(
    'gives lines in their order where rotation is always by %s',
    async (way) => {
      const others = ['rename', 'copytruncate', 'truncate'].filter((other) => other !== way);
      await fc.assert(
        fc.asyncProperty(histories, (actions) =>
          play(
            'a.log',
            actions.filter((each) => !others.includes(each.do)),
            (logs, model) => {
              expect(logs.lines).toEqual(expected(logs, model));
            },
          ),
        ),
        { numRuns: Math.ceil(runs / 3) },
      );
    },
    600_000,
  );

  it('gives every line once though a glob matches the rotated files too', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (actions) =>
        play('a.log*', actions, (logs, model) => {
          expect([...logs.lines].sort()).toEqual(expected(logs, model).sort());
        }),
      ),
      { numRuns: Math.ceil(runs / 5) },
    );
  }, 600_000);
});
