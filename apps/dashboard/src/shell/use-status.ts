import { useEffect } from 'react';
import type { Status } from '../api/types.js';
import { queries } from '../data/queries.js';
import type { Entry } from '../data/query-cache.js';
import { useQuery } from '../data/use-query.js';

const PATH = '/api/status';
/** A silent watchdog tells nobody that it is: this one answer is asked for by the clock. */
const EVERY_MS = 4_000;

export function useStatus(): Entry<Status> {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void queries.refresh(PATH);
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return useQuery<Status>(PATH);
}
