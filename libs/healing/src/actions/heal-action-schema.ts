import type { HealActionSpec } from '@app/contracts';
import { z } from 'zod';
import type { HealActionDefinition } from './heal-action.js';
import { healActions } from './registry.js';

/** To the compiler the parameters of all actions together are anything; each schema knows its own. */
type Member = z.ZodObject<{ type: z.ZodLiteral<string> }, z.core.$loose>;

const members: Member[] = healActions.map(({ type, schema }) =>
  schema.safeExtend({ type: z.literal(type) }),
);
const types = healActions.map(({ type }) => type).join(', ');

/** An `action` of the pattern file: `type` and that type's own parameters, nothing else. */
export const healActionSchema: z.ZodType<HealActionSpec> = z.discriminatedUnion(
  'type',
  members as [Member, ...Member[]],
);

/** @returns undefined when no such action exists */
export function findHealAction(type: string): HealActionDefinition | undefined {
  return healActions.find((definition) => definition.type === type);
}

export type ParsedHealAction =
  | {
      readonly ok: true;
      readonly definition: HealActionDefinition;
      /** For `describe` and `run` of the definition's action. */
      readonly parameters: unknown;
      /** How long the action may take. */
      readonly timeoutMs: number;
    }
  | { readonly ok: false; readonly message: string };

/** Checks a spec that comes from elsewhere than the pattern file: a stored row, a request, a command line. */
export function parseHealAction({ type, ...given }: HealActionSpec): ParsedHealAction {
  const definition = findHealAction(type);
  if (!definition) return { ok: false, message: `There is no action ${type}; known: ${types}.` };
  const parsed = definition.schema.safeParse(given);
  if (!parsed.success) {
    return { ok: false, message: `${type}: ${z.prettifyError(parsed.error)}` };
  }
  const { timeoutMs } = parsed.data as { timeoutMs?: number };
  return {
    ok: true,
    definition,
    parameters: parsed.data,
    timeoutMs: timeoutMs ?? definition.defaultTimeoutMs,
  };
}

/**
 * What an action heals where its pattern names no target.
 *
 * @throws when the spec is not valid; check it with `healActionSchema` first
 */
export function defaultTarget(spec: HealActionSpec): string {
  const parsed = parseHealAction(spec);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.definition.defaultTarget(parsed.parameters);
}
