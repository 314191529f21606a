import { z } from 'zod';

/** Every named shape that the API answers with or takes, for its OpenAPI document. */
export const shapes = z.registry<{ readonly id: string }>();

/** Gives a schema its name in the OpenAPI document. Describe it before: a described copy has no name. */
export function shape<T extends z.ZodType>(id: string, schema: T): T {
  shapes.add(schema, { id });
  return schema;
}

/** ISO 8601, UTC. */
export const time = z.iso.datetime();

export function list<T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> {
  return z.array(item).readonly();
}

/** All of something, where there are never so many that pages would help. */
export function listShape<T extends z.ZodType>(id: string, item: T) {
  return shape(id, z.object({ items: list(item) }));
}
