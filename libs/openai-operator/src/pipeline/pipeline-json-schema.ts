import { z } from 'zod';
import { stepDefinitions } from '../steps/registry.js';
import { commonShape, runShape, searchShape } from './pipeline.schema.js';

type JsonSchema = Readonly<Record<string, unknown>>;

const TEMPLATE = { type: 'string', pattern: '\\$\\{\\{.*\\}\\}' };
/** `run` has a step of its own in the registry, but is written as a key. */
const RUN_STEP = 'run';

/** The pipeline file for editors, with the options of every step. */
export function pipelineJsonSchema(): JsonSchema {
  const uses = stepDefinitions.filter(({ id }) => id !== RUN_STEP);
  const steps = [plain({ ...commonShape, ...runShape }), ...uses.map(usesTask)];
  const group = plain({ ...commonShape, ...searchShape, tasks: z.array(z.unknown()).min(1) });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Pipeline of openai-operator',
    type: 'object',
    properties: {
      version: { const: 1 },
      tasks: tasksOf([{ $ref: '#/$defs/step' }, { $ref: '#/$defs/search' }]),
    },
    required: ['version', 'tasks'],
    additionalProperties: false,
    $defs: {
      step: { oneOf: steps },
      search: withProperty(group, 'tasks', tasksOf([{ $ref: '#/$defs/step' }])),
    },
  };
}

function usesTask({ id, options }: (typeof stepDefinitions)[number]): JsonSchema {
  const task = plain({ ...commonShape, uses: z.literal(id) });
  const own = plain(options.shape);
  const properties = Object.fromEntries(
    Object.entries(own['properties'] as Record<string, JsonSchema>).map(([key, schema]) => [
      key,
      { anyOf: [schema, TEMPLATE] },
    ]),
  );
  const required = ((own['required'] ?? []) as string[]).length > 0;
  const withOptions = withProperty(task, 'with', { ...own, properties });
  return required
    ? { ...withOptions, required: [...(task['required'] as string[]), 'with'] }
    : withOptions;
}

function plain(shape: z.ZodRawShape): JsonSchema {
  const schema = z.toJSONSchema(z.strictObject(shape), { io: 'input' });
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

function withProperty(schema: JsonSchema, key: string, value: JsonSchema): JsonSchema {
  return {
    ...schema,
    properties: { ...(schema['properties'] as Record<string, JsonSchema>), [key]: value },
  };
}

function tasksOf(items: readonly JsonSchema[]): JsonSchema {
  return { type: 'array', minItems: 1, items: { oneOf: items } };
}
