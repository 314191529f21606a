import { useCallback, useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { request } from '../api/request.js';
import { toasts } from '../ui/toasts.js';
import { queries } from './queries.js';

const CONFLICT = 409;

interface ActionOptions {
  readonly method?: 'POST' | 'DELETE';
  readonly body?: object;
  /** Said when it worked; an error says itself. */
  readonly done?: string;
}

/**
 * Asks the API to do something; says how it went, and has everything on screen asked for again.
 *
 * @returns whether something is being done; why it does not fit the state of things (409), where it
 *   does not; and `run`: the answer, or undefined where it failed
 */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const run = useCallback(async <T>(path: string, options: ActionOptions = {}) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { method = 'POST', body = {}, done } = options;
      const answer = await request<T>(path, { method, body });
      if (done !== undefined) toasts.add('ok', done);
      return answer;
    } catch (error) {
      toasts.add('bad', (error as Error).message);
      if (error instanceof ApiProblem && error.status === CONFLICT) setRefusal(error.message);
      return undefined;
    } finally {
      setBusy(false);
      queries.invalidate(() => true);
    }
  }, []);
  return { busy, refusal, run };
}
