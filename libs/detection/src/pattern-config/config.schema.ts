import type { HealActionSpec } from '@app/contracts';
import { z } from 'zod';
import { monitorFields } from '../monitors/monitors.schema.js';
import type { SourceSpec } from './pattern-config.js';
import { patternSchema } from './pattern.schema.js';
import { replaceSchema } from './schema-walk.js';
import { serviceSchema } from './service.schema.js';
import {
  anyActionSchema,
  cooldownSchema,
  loopSchema,
  maxStreakSchema,
  modeSchema,
  severitySchema,
  verificationSchema,
} from './trigger-fields.schema.js';

const MOST_PATTERNS = 5_000;
const MOST_SOURCES = 1_000;
const MOST_SERVICES = 1_000;

/** What patterns, probes and resource rules do where they don't say otherwise. */
const defaultsSchema = z
  .strictObject({
    mode: modeSchema,
    severity: severitySchema,
    maxStreak: maxStreakSchema,
    cooldownSeconds: cooldownSchema,
    verification: verificationSchema,
    loop: loopSchema,
  })
  .partial();

function assemble<S extends SourceSpec>(sourceSchema: z.ZodType<S>) {
  return z.strictObject({
    $schema: z.string().optional().meta({ description: 'For editors; not read.' }),
    version: z.literal(1),
    defaults: defaultsSchema.optional(),
    services: z.array(serviceSchema).max(MOST_SERVICES).optional(),
    sources: z.array(sourceSchema).max(MOST_SOURCES).optional(),
    ...monitorFields,
    patterns: z.array(patternSchema).max(MOST_PATTERNS).optional(),
  });
}

/**
 * The schema of the pattern file.
 *
 * @param actionSchema of all registered heal actions, each with its own parameters
 * @param sourceSchema of all registered log sources; with an `id`
 */
export function createConfigSchema<S extends SourceSpec>(
  actionSchema: z.ZodType<HealActionSpec>,
  sourceSchema: z.ZodType<S>,
): ConfigSchema<S> {
  return replaceSchema(assemble(sourceSchema), anyActionSchema, actionSchema);
}

export type ConfigSchema<S extends SourceSpec = SourceSpec> = ReturnType<typeof assemble<S>>;
/** The pattern file as it stands, with the defaults of its schema. */
export type ConfigFile<S extends SourceSpec = SourceSpec> = z.output<ConfigSchema<S>>;
