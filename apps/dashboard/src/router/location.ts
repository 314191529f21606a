import { Signal, useSignal } from '../data/signal.js';

const here = new Signal(window.location.pathname + window.location.search);

window.addEventListener('popstate', () => {
  here.set(window.location.pathname + window.location.search);
});

/** Shows another view of the page; `replace` leaves no step in the history. */
export function navigate(to: string, { replace = false } = {}): void {
  const before = window.location.pathname;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', to);
  here.set(window.location.pathname + window.location.search);
  if (window.location.pathname !== before) window.scrollTo(0, 0);
}

export function useLocation(): { readonly pathname: string; readonly search: URLSearchParams } {
  const [pathname = '/', search = ''] = useSignal(here).split('?');
  return { pathname, search: new URLSearchParams(search) };
}

/** One parameter of the address, for filters that survive a reload and can be shared. */
export function useSearchParam(name: string): [string, (value: string) => void] {
  const { pathname, search } = useLocation();
  const set = (value: string): void => {
    const next = new URLSearchParams(search);
    next.delete('cursor');
    if (value === '') next.delete(name);
    else next.set(name, value);
    const query = next.toString();
    navigate(query === '' ? pathname : `${pathname}?${query}`, { replace: true });
  };
  return [search.get(name) ?? '', set];
}
