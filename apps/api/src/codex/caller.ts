import type { Request } from 'express';
import type { Caller } from './repair-requests.js';

const CORRELATION_ID = /^[\w-]{1,64}$/;

/** Who asks, as far as one can tell, and for which incident. A header that is no id counts as none. */
export function callerOf(request: Request): Caller {
  const given = request.get('x-correlation-id') ?? '';
  return {
    name: `api:${request.ip ?? 'unknown'}`,
    correlationId: CORRELATION_ID.test(given) ? given : null,
  };
}
