import { useCallback, useSyncExternalStore } from 'react';
import type { Entry } from './query-cache.js';
import { queries } from './queries.js';

const NOTHING: Entry<never> = { loading: false };

/** The API's answer to a GET of `path`, kept fresh while it is on screen; null asks nothing. */
export function useQuery<T>(path: string | null): Entry<T> {
  const watch = useCallback(
    (listener: () => void) => (path === null ? () => undefined : queries.watch(path, listener)),
    [path],
  );
  return useSyncExternalStore(watch, () =>
    path === null ? NOTHING : (queries.read(path) as Entry<T>),
  );
}
