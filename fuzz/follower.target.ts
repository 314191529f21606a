import fc from 'fast-check';
import { FollowedFolder, type LogAction, LogModel } from '@app/tailing/testing';
import { target } from './target.js';

const action: fc.Arbitrary<LogAction> = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    lines: fc.integer({ min: 1, max: 4 }),
    length: fc.nat(40),
  }),
  fc.record({ do: fc.constant('rename' as const), create: fc.boolean(), reopen: fc.boolean() }),
  fc
    .constantFrom(
      ...([
        'write-part',
        'reopen',
        'copytruncate',
        'truncate',
        'delete',
        'pull',
        'drain',
        'crash',
        'start',
      ] as const),
    )
    .map((word): LogAction => ({ do: word })),
);

/** Files that are written, renamed, emptied, removed, while the follower dies and starts: no line twice, none lost. */
export const followerTarget = target({
  name: 'follower',
  input: fc.array(action, { maxLength: 8 }),
  async bear(actions) {
    const logs = new FollowedFolder({ chunkBytes: 128, lineTimeoutMs: 3_600_000 });
    try {
      await logs.start({ path: 'a.log', startAt: 'beginning' });
      await logs.drain();
      const model = new LogModel(logs, 'a.log');
      for (const each of actions) await model.run(each);
      await model.finish();
      const seen = new Set(logs.lines);
      if (seen.size !== logs.lines.length) throw new Error('A line came twice.');
      if (model.written.some((line) => !seen.has(line) && !model.excused.has(line)))
        throw new Error('A line was lost.');
    } finally {
      await logs.dispose();
    }
  },
});
