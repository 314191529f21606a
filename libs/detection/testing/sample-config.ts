import type { HealActionSpec } from '@app/contracts';
import { z } from 'zod';
import { createConfigSchema } from '../src/pattern-config/config.schema.js';
import {
  type ConfigDefaults,
  type ConfigResult,
  parsePatternConfig,
} from '../src/pattern-config/load-pattern-config.js';
import type { PatternConfig } from '../src/pattern-config/pattern-config.js';
import { builtInDefaults } from '../src/pattern-config/resolved-trigger.js';

const serviceSchema = z.string().regex(/^[A-Za-z0-9._-]{1,50}$/, 'must be the name of a service');

/** Actions as healing might register them. */
export const sampleActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('RESTART_SERVICE'), service: serviceSchema }),
  z.strictObject({ type: z.literal('GENERAL_RESTART') }),
  z.strictObject({
    type: z.literal('RUN_COMMAND'),
    command: z.array(z.string()).min(1),
    timeoutMs: z.int().min(1).default(60_000),
  }),
]) satisfies z.ZodType<HealActionSpec>;

/** Sources as tailing might register them. */
export const sampleSourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  type: z.literal('file').default('file'),
  path: z.string().min(1),
});

export const sampleConfigSchema = createConfigSchema(sampleActionSchema, sampleSourceSchema);

export const sampleDefaults: ConfigDefaults = {
  trigger: builtInDefaults,
  defaultTarget: ({ service, type }) => (typeof service === 'string' ? service : type),
  builtInSources: ['perf', 'security'],
};

export function parseSampleConfig(text: string): ConfigResult<z.output<typeof sampleSourceSchema>> {
  return parsePatternConfig(text, sampleConfigSchema, sampleDefaults);
}

/** The config of a pattern file that must be right. */
export function sampleConfig(text: string): PatternConfig {
  const result = parseSampleConfig(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}
