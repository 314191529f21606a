import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { ProblemResponses } from './problem-responses.decorator.js';
import { inlineSchema, refTo, shapeName } from './shape-schemas.js';

/** Documents what a route answers with when all is well. */
export function Answers(schema: z.ZodType, description = '', status = 200) {
  return ApiResponse({ status, description, schema: { $ref: refTo(shapeName(schema)) } });
}

/** Documents the body that a route takes, and what is said of one that it cannot take. */
export function TakesBody(schema: z.ZodType) {
  return applyDecorators(
    ApiBody({ schema: inlineSchema(schema) }),
    ProblemResponses(
      'malformed-request',
      'invalid-request',
      'unsupported-media-type',
      'body-too-large',
    ),
  );
}

/** Documents the parameters of a route's query, and what is said of wrong ones. */
export function TakesQuery(schema: z.ZodObject) {
  const fields = Object.entries(schema.shape) as [string, z.ZodType][];
  return applyDecorators(
    ProblemResponses('invalid-request'),
    ...fields.map(([name, field]) => {
      const { description, ...rest } = inlineSchema(field);
      const required = !field.safeParse(undefined).success;
      return ApiQuery({ name, required, description: description ?? '', schema: rest });
    }),
  );
}
