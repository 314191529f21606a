/**
 * Every kind of problem that the API reports. The slug is the stable part of its `type`,
 * `/problems/SLUG`; programs may rely on it.
 */
export const problemTypes = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'api-key-required': { status: 401, title: 'A valid API key is required' },
  'host-not-allowed': { status: 403, title: 'The API does not answer to this host name' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'job-not-found': { status: 404, title: 'There is no such repair' },
  'incident-not-found': { status: 404, title: 'There is no such incident' },
  'heal-not-found': { status: 404, title: 'There is no such heal' },
  'alert-not-found': { status: 404, title: 'There is no such alert' },
  'source-not-found': { status: 404, title: 'There is no such log source' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'job-done': { status: 409, title: 'The repair is done already' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported' },
  'log-not-readable': { status: 422, title: 'The log cannot be read' },
  'file-not-repairable': { status: 422, title: 'The file cannot be repaired' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'queue-full': { status: 429, title: 'Too many repairs are waiting' },
  'internal-error': { status: 500, title: 'Something went wrong inside the API' },
  'model-not-configured': { status: 503, title: 'No model is configured' },
  'not-ready': { status: 503, title: 'The API is not ready' },
  'shutting-down': { status: 503, title: 'The API is shutting down' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

export type ProblemSlug = keyof typeof problemTypes;
