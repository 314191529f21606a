import { z } from 'zod';

/** The schema without what wraps it: optional, default, transform and the like. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return unwrap(def.innerType);
    case 'pipe':
      return unwrap(def.in);
    default:
      return schema;
  }
}

/** Every schema that may hold for a step down: a key of an object, an entry of a list. */
export function step(schema: z.core.$ZodType, key: PropertyKey, value: unknown): z.core.$ZodType[] {
  const { def } = (unwrap(schema) as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const member = def.shape[String(key)];
      return member === undefined ? [] : [member];
    }
    case 'array':
      return [def.element];
    case 'union':
      return alternatives(def.options, value).flatMap((option) => step(option, key, value));
    default:
      return [];
  }
}

/** The keys that an object may have under this schema; empty where it is no object. */
export function keysOf(schema: z.core.$ZodType, value: unknown): string[] {
  const { def } = (unwrap(schema) as z.core.$ZodTypes)._zod;
  if (def.type === 'object') return Object.keys(def.shape);
  if (def.type !== 'union') return [];
  return alternatives(def.options, value).flatMap((option) => keysOf(option, value));
}

/** Those of a union whose `type` is the value's own; all of them where that decides nothing. */
function alternatives(
  options: readonly z.core.$ZodType[],
  value: unknown,
): readonly z.core.$ZodType[] {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : '';
  const same = options.filter((option) =>
    step(option, 'type', undefined).some((member) => {
      const { def } = (unwrap(member) as z.core.$ZodTypes)._zod;
      return def.type === 'literal' && def.values.some((literal) => literal === type);
    }),
  );
  return same.length > 0 ? same : options;
}

/** The same schema with one of its parts, wherever it stands, put in place of another. */
export function replaceSchema<T extends z.core.$ZodType>(
  schema: T,
  from: z.core.$ZodType,
  to: z.core.$ZodType,
): T {
  const replace = <S extends z.core.$ZodType>(part: S): S => replaceSchema(part, from, to);
  if ((schema as z.core.$ZodType) === from) return to as T;
  const { def } = (schema as z.core.$ZodType as z.core.$ZodTypes)._zod;
  const changed = changedDefinition(def, replace);
  return changed === undefined ? schema : z.core.clone(schema, changed as never, { parent: true });
}

function changedDefinition(
  def: z.core.$ZodTypes['_zod']['def'],
  replace: <S extends z.core.$ZodType>(part: S) => S,
): object | undefined {
  switch (def.type) {
    case 'object': {
      const members = Object.entries(def.shape).map(([key, member]) => [key, replace(member)]);
      return { ...def, shape: Object.fromEntries(members) as object };
    }
    case 'array':
      return { ...def, element: replace(def.element) };
    case 'union':
      return { ...def, options: def.options.map(replace) };
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return { ...def, innerType: replace(def.innerType) };
    case 'pipe':
      return { ...def, in: replace(def.in) };
    default:
      return undefined;
  }
}
