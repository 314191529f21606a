import type { RequestIdentity } from '@app/api-access';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { ProblemException } from '../problem-details/problem.exception.js';
import { callerOf } from '../security/caller.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Keys are the caller's own: another caller's same key is another request. Undefined: no key was sent. */
export function requestIdentity(request: Request): RequestIdentity | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!KEY.test(key))
    throw new ProblemException(
      'invalid-request',
      'Idempotency-Key must be 1 to 200 characters without blanks, for instance a UUID.',
    );
  const { name } = callerOf(request);
  return {
    id: hash(name, request.method, request.path, key),
    fingerprint: hash(JSON.stringify(request.body ?? null)),
  };
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
