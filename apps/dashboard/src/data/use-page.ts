import type { Page } from '../api/types.js';
import { navigate, useLocation } from '../router/location.js';
import type { Entry } from './query-cache.js';
import { useQuery } from './use-query.js';

const PER_PAGE = 50;

export interface PagedList<T> {
  readonly entry: Entry<Page<T>>;
  /** Absent on the first page. */
  readonly newest: (() => void) | undefined;
  /** Absent on the last page. */
  readonly older: (() => void) | undefined;
}

/** One page of a long list: the address holds the cursor and the filters, so "back" works and never more is drawn. */
export function usePage<T>(path: string, filters: readonly string[]): PagedList<T> {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams({ limit: String(PER_PAGE) });
  for (const name of [...filters, 'cursor']) {
    const value = search.get(name);
    if (value !== null) query.set(name, value);
  }
  const entry = useQuery<Page<T>>(`${path}?${query.toString()}`);
  const go = (cursor: string | null): void => {
    const next = new URLSearchParams(search);
    if (cursor === null) next.delete('cursor');
    else next.set('cursor', cursor);
    navigate(next.size === 0 ? pathname : `${pathname}?${next.toString()}`);
    window.scrollTo(0, 0);
  };
  const { nextCursor = null } = entry.data ?? {};
  return {
    entry,
    newest: search.has('cursor')
      ? () => {
          go(null);
        }
      : undefined,
    older:
      nextCursor === null
        ? undefined
        : () => {
            go(nextCursor);
          },
  };
}
