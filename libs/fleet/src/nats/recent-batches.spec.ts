import { describe, expect, it } from '@jest/globals';
import { RecentBatches } from './recent-batches.js';

const MINUTE = 60_000;

describe('RecentBatches', () => {
  it('leads back to the oldest batch of the last five minutes, once', () => {
    const recent = new RecentBatches();
    recent.add(10, 0);
    recent.add(20, 2 * MINUTE);
    recent.add(30, 6 * MINUTE);
    expect(recent.takeOldest(6 * MINUTE)).toBe(20);
    expect(recent.takeOldest(6 * MINUTE)).toBeUndefined();
  });

  it('leads nowhere when nothing was published lately', () => {
    const recent = new RecentBatches();
    recent.add(10, 0);
    expect(recent.takeOldest(5 * MINUTE + 1)).toBeUndefined();
  });
});
