import { useCallback, useState } from 'react';
import { request } from '../api/request.js';
import { toasts } from '../ui/toasts.js';
import { queries } from './queries.js';

interface ActionOptions {
  readonly method?: 'POST' | 'DELETE';
  readonly body?: object;
  /** Said when it worked; an error says itself. */
  readonly done?: string;
}

/**
 * Asks the API to do something; says how it went, and has everything on screen asked for again.
 *
 * @returns whether something is being done, and `run`: the answer, or undefined where it failed
 */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const run = useCallback(async <T>(path: string, options: ActionOptions = {}) => {
    setBusy(true);
    try {
      const { method = 'POST', body = {}, done } = options;
      const answer = await request<T>(path, { method, body });
      if (done !== undefined) toasts.add('ok', done);
      return answer;
    } catch (error) {
      toasts.add('bad', (error as Error).message);
      return undefined;
    } finally {
      setBusy(false);
      queries.invalidate(() => true);
    }
  }, []);
  return { busy, run };
}
