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
  it('knows a stream once it was told a place in it', () => {
    const progress = new ReadProgress();
    expect(progress.knows('app')).toBe(false);
    progress.put(at(5));
    expect(progress.take()).toEqual([at(5)]);
    expect(progress.take()).toEqual([]);
    expect([progress.knows('app'), progress.knows('web')]).toEqual([true, false]);
  });

  it('keeps only the last place in a file', () => {
    const progress = new ReadProgress();
    for (const offset of [5, 9, 12, 20]) progress.put(at(offset));
    expect(progress.take()).toEqual([at(20)]);
  });

  it('keeps where a file ended that was rotated or cut', () => {
    const progress = new ReadProgress();
    for (const place of [at(9), at(3, '2'), at(4, '2'), at(1, '2')]) progress.put(place);
    expect(progress.take()).toEqual([at(9), at(4, '2'), at(1, '2')]);
  });

  it('tells the newest place of every stream, whenever it is asked in between', () => {
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
        const store = (): void => {
          for (const one of progress.take()) stored.set(one.streamId, one);
        };
        for (const { stream, inode, offset, stored: now } of places) {
          const checkpoint = at(offset, inode, stream);
          newest.set(stream, checkpoint);
          progress.put(checkpoint);
          if (now) store();
        }
        store();
        expect(stored).toEqual(newest);
      }),
    );
  });
});
