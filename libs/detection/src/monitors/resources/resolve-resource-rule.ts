import type { ResolvedTrigger } from '../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { withoutUndefined } from '../../pattern-config/without-undefined.js';
import { type ResourceKind, resourceKinds, type ResourceName } from './resource-kinds.js';
import type { ResourceRule } from './resource-rules.schema.js';
import type { ResourceSettings } from './resource.settings.js';
import { withProvingWindow } from './with-proving-window.js';

const HYSTERESIS = 10;

/** A resource rule with every default filled in. */
export interface ResolvedResourceRule {
  readonly name: ResourceName;
  readonly kind: ResourceKind;
  readonly threshold: number;
  readonly clear: number;
  /** Checks in a row over the threshold that make a detection. */
  readonly checks: number;
  readonly trigger: ResolvedTrigger;
}

/**
 * Fills the limits from the settings, and the rest from the file's defaults. CPU and memory are healed by
 * a general restart where the rule names no action; that mends neither disk nor swap.
 */
export function resolveResourceRule(
  name: ResourceName,
  rule: ResourceRule,
  settings: ResourceSettings,
  resolveTrigger: (id: string, fields: TriggerFields) => ResolvedTrigger,
): ResolvedResourceRule {
  const {
    thresholdPercent,
    thresholdMs,
    clearPercent,
    clearMs,
    checks: ownChecks,
    ...fields
  } = rule;
  const kind = resourceKinds[name];
  const threshold = thresholdPercent ?? thresholdMs ?? kind.threshold(settings);
  const checks = ownChecks ?? settings.checks;
  const trigger = resolveTrigger(kind.id, {
    title: `${kind.label} over ${String(threshold)}${kind.unit === 'Ms' ? ' ms' : '%'}`,
    ...(kind.always ? { action: { type: 'GENERAL_RESTART' } } : {}),
    ...withoutUndefined(fields),
  });
  return {
    name,
    kind,
    threshold,
    clear: Math.min(clearPercent ?? clearMs ?? usualClear(kind, threshold), threshold),
    checks,
    trigger: withProvingWindow(trigger, checks, settings.intervalMs),
  };
}

/** Ten points, or of a delay ten percent, below the threshold. */
function usualClear({ unit }: ResourceKind, threshold: number): number {
  const distance = unit === 'Ms' ? (threshold * HYSTERESIS) / 100 : HYSTERESIS;
  return Math.max(threshold - distance, 0);
}
