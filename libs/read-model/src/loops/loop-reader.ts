import type { LoopView } from './loop-view.js';

export const LOOP_READER = Symbol('LoopReader');

/** Loop guards as they stand now. */
export interface LoopReader {
  /** At most a thousand, the last changed first. */
  list(): Promise<readonly LoopView[]>;
}
