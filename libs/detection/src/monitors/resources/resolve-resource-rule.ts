import type { ResolvedTrigger } from '../../pattern-config/resolved-trigger.js';
import type { TriggerFields } from '../../pattern-config/trigger-fields.schema.js';
import { withoutUndefined } from '../../pattern-config/without-undefined.js';
import type { ResourceName, ResourceRule } from './resource-rules.schema.js';
import type { ResourceSettings } from './resource.settings.js';

const HYSTERESIS_PERCENT = 10;
const NAMES: Readonly<Record<ResourceName, string>> = { cpu: 'CPU', memory: 'memory' };

/** A resource rule with every default filled in. */
export interface ResolvedResourceRule {
  readonly name: ResourceName;
  readonly thresholdPercent: number;
  readonly clearPercent: number;
  /** Checks in a row over the threshold that make a detection. */
  readonly checks: number;
  readonly trigger: ResolvedTrigger;
}

/**
 * Fills the limits from the settings, and the rest from the file's defaults; the action is a general
 * restart where the rule names none.
 */
export function resolveResourceRule(
  name: ResourceName,
  rule: ResourceRule,
  settings: ResourceSettings,
  resolveTrigger: (id: string, fields: TriggerFields) => ResolvedTrigger,
): ResolvedResourceRule {
  const { thresholdPercent: threshold, checks: ownChecks, clearPercent, ...fields } = rule;
  const thresholdPercent = threshold ?? settings.thresholdPercent[name];
  const checks = ownChecks ?? settings.checks;
  const trigger = resolveTrigger(name, {
    title: `${NAMES[name]} over ${String(thresholdPercent)}%`,
    action: { type: 'GENERAL_RESTART' },
    ...withoutUndefined(fields),
  });
  return {
    name,
    thresholdPercent,
    clearPercent: Math.min(
      clearPercent ?? Math.max(thresholdPercent - HYSTERESIS_PERCENT, 0),
      thresholdPercent,
    ),
    checks,
    trigger: withProvingWindow(trigger, checks, settings.intervalMs),
  };
}

/**
 * Silence proves a heal only if the trigger could have fired in it, which takes as many checks as the rule
 * asks for: the window is at least that long.
 */
function withProvingWindow(
  trigger: ResolvedTrigger,
  checks: number,
  intervalMs: number,
): ResolvedTrigger {
  const { verification } = trigger.plan;
  const shortest = ((checks + 1) * intervalMs) / 1_000;
  const windowSeconds = Math.max(verification.windowSeconds, shortest);
  return {
    ...trigger,
    plan: { ...trigger.plan, verification: { ...verification, windowSeconds } },
  };
}
