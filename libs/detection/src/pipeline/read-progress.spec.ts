import { describe, expect, it } from '@jest/globals';
import type { Checkpoint } from '@app/contracts';
import fc from 'fast-check';
import { ReadProgress } from './read-progress.js';

const at = (offset: number, inode = '1', streamId = 'app'): Checkpoint => ({
  streamId,
  sourceId: streamId,
  path: streamId,
  device: '1',
  inode,
  offset,
  signatureLength: 0,
  signature: '',
});

describe('ReadProgress', () => {
  it('has the first place of a stream stored at once', () => {
    const progress = new ReadProgress();
    expect(progress.defer(at(5))).toBe(false);
    expect(progress.take(at(5))).toEqual([at(5)]);
    expect(progress.defer(at(9))).toBe(true);
    expect(progress.take()).toEqual([at(9)]);
    expect(progress.take()).toEqual([]);
  });

  it('keeps only the last place in a file', () => {
    const progress = new ReadProgress();
    progress.take(at(5));
    progress.defer(at(9));
    progress.defer(at(12));
    expect(progress.take(at(20))).toEqual([at(20)]);
  });

  it('keeps where a file ended that was rotated or cut', () => {
    const progress = new ReadProgress();
    progress.take(at(5));
    for (const place of [at(9), at(3, '2'), at(4, '2'), at(1, '2')]) progress.defer(place);
    expect(progress.take()).toEqual([at(9), at(4, '2'), at(1, '2')]);
  });

  it('tells the newest place of every stream, whatever was deferred in between', () => {
    const place = fc.record({
      stream: fc.constantFrom('a', 'b'),
      inode: fc.constantFrom('1', '2'),
      offset: fc.nat(9),
      stored: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const progress = new ReadProgress();
        const stored = new Map<string, Checkpoint>();
        const newest = new Map<string, Checkpoint>();
        const store = (some: readonly Checkpoint[]): void => {
          for (const one of some) stored.set(one.streamId, one);
        };
        for (const { stream, inode, offset, stored: now } of places) {
          const checkpoint = at(offset, inode, stream);
          newest.set(stream, checkpoint);
          if (now || !progress.defer(checkpoint)) store(progress.take(checkpoint));
        }
        store(progress.take());
        expect(stored).toEqual(newest);
      }),
    );
  });
});
