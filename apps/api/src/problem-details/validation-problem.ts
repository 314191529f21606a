import type { ValidationError } from '@nestjs/common';
import { ProblemException } from './problem.exception.js';
import type { ProblemField } from './problem.js';

/** class-validator's name for a field that the request does not have. */
const UNKNOWN_FIELD = 'whitelistValidation';

/** Everything that is wrong with a body, at once. */
export function validationProblem(errors: readonly ValidationError[]): ProblemException {
  const fields = errors.flatMap((error) => describe(error, '#'));
  const detail = `${fields.map((field) => field.detail).join('; ')}.`;
  return new ProblemException('invalid-request', detail, { members: { errors: fields } });
}

function describe(
  { property, constraints, children }: ValidationError,
  parent: string,
): ProblemField[] {
  const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(constraints ?? {}).map(([rule, message]) => ({
    pointer,
    detail: rule === UNKNOWN_FIELD ? `${property} is not a field of this request` : message,
  }));
  return [...own, ...(children ?? []).flatMap((child) => describe(child, pointer))];
}
