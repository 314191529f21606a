import { z } from 'zod';
import type { ConfigSchema } from './config.schema.js';

const TITLE = 'Zion Auto-Heal: error patterns';

/**
 * The published JSON Schema of the pattern file, for editors and other programs.
 *
 * It knows the shape of the file; that a source exists or a regular expression compiles, only
 * `loadPatternConfig` can tell.
 */
export function configJsonSchema(schema: ConfigSchema): object {
  return {
    title: TITLE,
    ...z.toJSONSchema(schema, { io: 'input', override: allowTemplates }),
  };
}

/** A text of an action may also be a capture of the pattern, whatever its own rule. */
function allowTemplates({
  jsonSchema,
  path,
}: {
  jsonSchema: z.core.JSONSchema.BaseSchema;
  path: (string | number)[];
}): void {
  if (jsonSchema.pattern === undefined || !path.includes('action')) return;
  jsonSchema.pattern = `(?:${jsonSchema.pattern})|\\$\\{\\w+\\}`;
}
