import { isSecret, type Environment } from './read-settings.js';
import type { SettingsDefinition } from './settings-definition.js';
import type { z } from 'zod';

/** Something that a variable turns on, as the start-up panel and `doctor` show it. */
export interface Feature {
  readonly name: string;
  readonly on: boolean;
  /** The variable that turns it on. */
  readonly variable: string;
}

/** The optional features of all definitions: those whose variable carries `.meta({ feature })`. */
export function listFeatures(
  definitions: readonly SettingsDefinition[],
  environment: Environment,
): Feature[] {
  return describeVariables(definitions, environment).flatMap(({ feature, name, isSet }) =>
    feature === undefined ? [] : [{ name: feature, on: isSet, variable: name }],
  );
}

export interface VariableDescription {
  readonly name: string;
  readonly description: string;
  readonly secret: boolean;
  readonly isSet: boolean;
  /** What an absent variable means, as text; undefined where that is nothing. */
  readonly fallback: string | undefined;
  readonly feature: string | undefined;
}

/** Every variable of all definitions, once, in the order of declaration. */
export function describeVariables(
  definitions: readonly SettingsDefinition[],
  environment: Environment,
): VariableDescription[] {
  const described = new Map<string, VariableDescription>();
  for (const { variables } of definitions) {
    for (const [name, schema] of Object.entries(variables.shape) as [string, z.ZodType][]) {
      if (described.has(name)) continue;
      const meta = schema.meta();
      described.set(name, {
        name,
        description: meta?.description ?? '',
        secret: isSecret(variables, name),
        isSet: (environment[name] ?? '') !== '',
        fallback: fallbackOf(schema),
        feature: meta?.feature,
      });
    }
  }
  return [...described.values()];
}

function fallbackOf(schema: z.ZodType): string | undefined {
  const { data } = schema.safeParse(undefined);
  if (data === undefined) return undefined;
  return typeof data === 'string' ? data : JSON.stringify(data);
}
