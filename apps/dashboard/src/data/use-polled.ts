import { useEffect } from 'react';
import { queries } from './queries.js';
import type { Entry } from './query-cache.js';
import { useQuery } from './use-query.js';

/** As useQuery, for what no event tells of: asked for again by the clock while the page is looked at. */
export function usePolled<T>(path: string, everyMs: number): Entry<T> {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void queries.refresh(path);
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [path, everyMs]);
  return useQuery<T>(path);
}
