import type { z } from 'zod';
import type { SettingsDefinition } from './settings-definition.js';
import { SettingsError, type SettingsProblem } from './settings-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const HIDDEN = '(hidden)';

/**
 * Checks the environment against all definitions together.
 *
 * An empty value counts as not set, so that a line `KEY=` of a copied .env.example means the default.
 *
 * @returns the resolved settings by definition token
 * @throws SettingsError naming every problem
 */
export function readSettings(
  definitions: readonly SettingsDefinition[],
  environment: Environment,
): ReadonlyMap<string, unknown> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const problems: SettingsProblem[] = [];
  const resolved = new Map<string, unknown>();

  for (const definition of definitions) {
    const parsed = definition.variables.safeParse(given);
    if (parsed.success) {
      resolved.set(definition.token, definition.resolve(parsed.data));
    } else {
      problems.push(...parsed.error.issues.map((issue) => toProblem(definition, issue, given)));
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return resolved;
}

/** The values of all secret variables that are set. */
export function secretValues(
  definitions: readonly SettingsDefinition[],
  environment: Environment,
): string[] {
  return definitions
    .flatMap(({ variables }) =>
      Object.keys(variables.shape).filter((name) => isSecret(variables, name)),
    )
    .flatMap((name) => environment[name] ?? []);
}

export function isSecret(variables: SettingsDefinition['variables'], name: string): boolean {
  const variable = variables.shape[name] as z.ZodType | undefined;
  return variable?.meta()?.secret === true;
}

function toProblem(
  { variables }: SettingsDefinition,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  environment: Environment,
): SettingsProblem {
  const variable = String(issue.path[0]);
  const value = environment[variable];
  return {
    variable,
    value: value !== undefined && isSecret(variables, variable) ? HIDDEN : value,
    rule: issue.message,
  };
}
