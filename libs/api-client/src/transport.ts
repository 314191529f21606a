import { ApiError } from './api-error.js';
import type { Problem } from './generated/schemas.js';

export interface ActOptions {
  /** The same act with the same key within a day is done once. Choose a new one for each act. */
  readonly idempotencyKey?: string;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface RequestParts extends ActOptions {
  readonly body?: unknown;
  readonly query?: Query;
}

export interface TransportOptions {
  /** For instance `http://127.0.0.1:3001`; in a page of the API's own origin: the empty text. */
  readonly url: string;
  /** An API key, where the API wants one. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** How requests reach the API. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /** @throws ApiError for a problem, what `fetch` throws when there is no answer */
  async request<T>(method: string, path: string, parts: RequestParts): Promise<T> {
    const response = await this.open(method, path, parts);
    if (response.status === 204) return undefined as T;
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return (await (isJson ? response.json() : response.text())) as T;
  }

  /** The answer as it begins. @throws as `request` does */
  async open(
    method: string,
    path: string,
    { body, query = {}, idempotencyKey }: RequestParts,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { url, key, signal } = this.options;
    const init = {
      method,
      headers: {
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    };
    const response = await fetch(`${url}${path}${queryText(query)}`, init);
    if (response.ok) return response;
    throw await errorOf(response);
  }
}

function queryText(query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) given.append(name, String(value));
  return given.size === 0 ? '' : `?${given.toString()}`;
}

async function errorOf(response: Response): Promise<Error> {
  const text = await response.text();
  try {
    return new ApiError(JSON.parse(text) as Problem);
  } catch (cause) {
    // Something between here and the API answered.
    return new Error(
      `The answer ${String(response.status)} is none of the API's: ${text.slice(0, 200)}`,
      {
        cause,
      },
    );
  }
}
