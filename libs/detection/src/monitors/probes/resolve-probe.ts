import type { ResolvedTrigger } from '../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { withoutUndefined } from '../../pattern-config/without-undefined.js';
import type { ProbeSpec } from './probe.schema.js';

export interface ResolvedProbe {
  readonly spec: ProbeSpec;
  /** Absent where the probe is only measured. */
  readonly trigger?: ResolvedTrigger;
}

/** A probe that triggers proves its heals by itself where it names no other probe. */
export function resolveProbe(
  spec: ProbeSpec,
  resolveTrigger: (id: string, fields: TriggerFields) => ResolvedTrigger,
): ResolvedProbe {
  const { id, action, maxStreak, verification } = spec;
  if (action === undefined && maxStreak === undefined) return { spec };
  const trigger = resolveTrigger(id, {
    title: `probe ${id} fails`,
    ...withoutUndefined(spec),
    verification: { probe: id, ...withoutUndefined(verification) },
  });
  return { spec, trigger };
}
