import { Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { ProblemException } from '../problem-details/problem.exception.js';
import type { ProblemField } from '../problem-details/problem.js';

/** Checks a body, a query or a parameter against its schema, and tells all that is wrong at once. */
@Injectable()
export class ShapePipe<T extends z.ZodType> implements PipeTransform<unknown, z.output<T>> {
  constructor(private readonly schema: T) {}

  transform(value: unknown): z.output<T> {
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.map(toField);
    const detail = `${errors.map((error) => `${error.pointer}: ${error.detail}`).join('; ')}.`;
    throw new ProblemException('invalid-request', detail, { members: { errors } });
  }
}

function toField({ path, message }: z.core.$ZodIssue): ProblemField {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return { pointer: ['#', ...steps].join('/'), detail: message };
}
