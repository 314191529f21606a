import type { ConfigFile } from './config.schema.js';
import type { PatternConfig, ResolvedPattern, SourceSpec } from './pattern-config.js';
import type { PatternEntry } from './pattern.schema.js';
import { resolveTrigger } from './resolve-trigger.js';
import type { DefaultTarget, ResolvedTrigger, TriggerDefaults } from './resolved-trigger.js';
import type { TriggerFields } from './trigger-fields.schema.js';
import { withoutUndefined } from './without-undefined.js';

/** Fills every default into a file that has passed all checks. */
export function resolveConfig<S extends SourceSpec>(
  file: ConfigFile<S>,
  base: TriggerDefaults,
  defaultTarget: DefaultTarget,
): Omit<PatternConfig<S>, 'digest'> {
  const defaults = mergeDefaults(base, file.defaults);
  const trigger = (id: string, fields: TriggerFields): ResolvedTrigger =>
    resolveTrigger(id, fields, defaults, defaultTarget);
  return {
    services: file.services ?? [],
    sources: file.sources ?? [],
    patterns: (file.patterns ?? []).map((entry) => resolvePattern(entry, trigger)),
    probes: file.probes ?? [],
    resources: file.resources ?? {},
    ...(file.securityCheck === undefined ? {} : { securityCheck: file.securityCheck }),
    defaults,
    trigger,
  };
}

function mergeDefaults(base: TriggerDefaults, own: ConfigFile['defaults']): TriggerDefaults {
  const { verification, loop, ...rest } = own ?? {};
  return {
    ...base,
    ...withoutUndefined(rest),
    verification: { ...base.verification, ...withoutUndefined(verification) },
    loop: { ...base.loop, ...withoutUndefined(loop) },
  };
}

function resolvePattern(
  entry: PatternEntry,
  trigger: (id: string, fields: TriggerFields) => ResolvedTrigger,
): ResolvedPattern {
  const { sources, withinSeconds, resetOn = 'non-match' } = entry;
  return {
    ...trigger(entry.id, entry),
    ...(sources === undefined ? {} : { sources }),
    match: list(entry.match),
    exclude: list(entry.exclude),
    ignoreCase: entry.ignoreCase ?? false,
    groupBy: entry.groupBy ?? [],
    ...(withinSeconds === undefined ? {} : { withinSeconds }),
    resetOn: typeof resetOn === 'string' ? resetOn : { match: list(resetOn.match) },
  };
}

function list(texts: string | readonly string[] | undefined): readonly string[] {
  return typeof texts === 'string' ? [texts] : (texts ?? []);
}
