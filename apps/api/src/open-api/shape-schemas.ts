import type { OpenAPIObject } from '@nestjs/swagger';
import { shapes } from '@app/read-model';
import { z } from 'zod';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
export type Schema = Exclude<Schemas[string], { $ref: string }>;

const options = {
  target: 'openapi-3.0',
  io: 'output',
  unrepresentable: 'any',
  uri: refTo,
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    // A read-only array is a matter of our types, not of the protocol.
    delete jsonSchema['readOnly'];
    if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern'];
    // OpenAPI 3.0 knows one example of a schema.
    const examples = jsonSchema['examples'] as readonly unknown[] | undefined;
    delete jsonSchema['examples'];
    if (examples) jsonSchema['example'] = examples[0];
  },
} as const;

/** Every named shape as a schema of the OpenAPI document. */
export function shapeSchemas(): Schemas {
  const { schemas } = z.toJSONSchema(shapes, options);
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, withoutIds(schema)]),
  );
}

/** The schema of something that has no name of its own. */
export function inlineSchema(schema: z.ZodType): Schema {
  return withoutIds(z.toJSONSchema(schema, { ...options, io: 'input' }));
}

export function refTo(id: string): string {
  return `#/components/schemas/${id}`;
}

/** @throws when the schema has no name */
export function shapeName(schema: z.ZodType): string {
  const id = shapes.get(schema)?.id;
  if (id === undefined) throw new Error('The schema has no name. Give it one with shape().');
  return id;
}

const OWN_KEYS = new Set(['$schema', '$id', 'id']);

/** The document names its schemas by their place in it. */
function withoutIds(schema: object): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !OWN_KEYS.has(key)));
}
