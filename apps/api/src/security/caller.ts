import type { Scope } from '@app/api-access';
import type { Request } from 'express';

const CORRELATION_ID = /^[\w-]{1,64}$/;

/** Who asks, and what they may do. */
export interface Caller {
  /** For the audit log: `api:KEY-NAME`, or `api:ADDRESS` where the key has no name. */
  readonly name: string;
  readonly scope: Scope;
}

const callers = new WeakMap<Request, Caller>();

/** The guard says who it let in. */
export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** Who was let in. @throws where no guard was passed */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('The request passed no guard.');
  return caller;
}

/** The incident that the request is for. A header that is no id counts as none. */
export function incidentOf(request: Request): string | null {
  const given = request.get('x-correlation-id') ?? '';
  return CORRELATION_ID.test(given) ? given : null;
}
