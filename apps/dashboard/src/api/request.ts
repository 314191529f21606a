import { authorization } from './api-key.js';
import { ApiProblem } from './api-problem.js';

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. A POST without one sends an empty object. */
  readonly body?: object;
}

/**
 * Asks the API of this page's own origin.
 *
 * @throws ApiProblem
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET' } = options;
  const body = method === 'POST' ? JSON.stringify(options.body ?? {}) : null;
  const headers = {
    Accept: 'application/json',
    ...authorization(),
    ...(body === null ? {} : { 'Content-Type': 'application/json' }),
  };
  const response = await fetch(path, { method, headers, body }).catch((error: unknown) => {
    throw ApiProblem.unreachable(error);
  });
  if (!response.ok) throw await ApiProblem.of(response);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
