import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { inlineSchema, refTo, shapeName } from './shape-schemas.js';

/** Documents what a route answers with when all is well. */
export function Answers(schema: z.ZodType, description = '', status = 200) {
  return ApiResponse({ status, description, schema: { $ref: refTo(shapeName(schema)) } });
}

/** Documents the body that a route takes. */
export function TakesBody(schema: z.ZodType) {
  return ApiBody({ schema: inlineSchema(schema) });
}

/** Documents the parameters of a route's query. */
export function TakesQuery(schema: z.ZodObject) {
  const fields = Object.entries(schema.shape) as [string, z.ZodType][];
  return applyDecorators(
    ...fields.map(([name, field]) => {
      const { description, ...rest } = inlineSchema(field);
      const required = !field.safeParse(undefined).success;
      return ApiQuery({ name, required, description: description ?? '', schema: rest });
    }),
  );
}
