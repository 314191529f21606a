import type { Status } from '../api/types.js';
import type { Entry } from '../data/query-cache.js';
import { usePolled } from '../data/use-polled.js';

const PATH = '/api/status';
/** A silent watchdog tells nobody that it is: this one answer is asked for by the clock. */
const EVERY_MS = 4_000;

export function useStatus(): Entry<Status> {
  return usePolled<Status>(PATH, EVERY_MS);
}
