import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Scope } from '@app/api-access';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Needs } from '../security/needs.decorator.js';

export const ACTS = Symbol('Acts');

/** A route that changes something: it needs a scope, stands in the audit log, and is not done twice for one Idempotency-Key. */
export function Acts(scope: Scope = 'heal') {
  return applyDecorators(
    SetMetadata(ACTS, true),
    Needs(scope),
    ProblemResponses('invalid-request', 'request-in-progress', 'idempotency-key-reused'),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Of your choice, 1 to 200 characters. The same request with the same key within a day is not done again, and gets the first answer',
    }),
  );
}
