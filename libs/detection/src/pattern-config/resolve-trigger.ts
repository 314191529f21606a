import type { LoopLimits } from '@app/contracts';
import type { DefaultTarget, ResolvedTrigger, TriggerDefaults } from './resolved-trigger.js';
import { withoutUndefined } from './without-undefined.js';
import type { TriggerFields } from './trigger-fields.schema.js';

/** A loop may be too slow for its window and is one all the same: one heal every half hour, all day long. */
const WINDOWS_PER_DAY = 4;

/**
 * Fills what a trigger leaves open: from the defaults, and its target from its action.
 *
 * A trigger without an action and a target is called by its id.
 */
export function resolveTrigger(
  id: string,
  fields: TriggerFields,
  defaults: TriggerDefaults,
  defaultTarget: DefaultTarget,
): ResolvedTrigger {
  const { action, escalate, runbook } = fields;
  return {
    id,
    title: fields.title ?? id,
    severity: fields.severity ?? defaults.severity,
    maxStreak: fields.maxStreak ?? defaults.maxStreak,
    plan: {
      mode: fields.mode ?? defaults.mode,
      ...(action === undefined ? {} : { action }),
      ...(escalate === undefined
        ? {}
        : { escalation: escalate.map((next) => ({ action: next, target: defaultTarget(next) })) }),
      target: fields.target ?? (action === undefined ? id : defaultTarget(action)),
      cooldownSeconds: fields.cooldownSeconds ?? defaults.cooldownSeconds,
      verification: { ...defaults.verification, ...withoutUndefined(fields.verification) },
      loop: withDayBudget({ ...defaults.loop, ...withoutUndefined(fields.loop) }),
      ...(runbook === undefined ? {} : { runbook }),
    },
  };
}

function withDayBudget(loop: LoopLimits): LoopLimits {
  return { maxHealsPerDay: WINDOWS_PER_DAY * loop.maxHeals, ...loop };
}
