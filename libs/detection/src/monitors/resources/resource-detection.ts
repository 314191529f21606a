import type { DetectionRaised } from '@app/contracts';
import type { Run } from '../sustained-run.js';
import type { ResolvedResourceRule } from './resolve-resource-rule.js';

/** @param run that raises the detection, so a whole number of times the rule's `checks` is since the last one */
export function resourceDetection(
  rule: ResolvedResourceRule,
  percent: number,
  run: Run,
  at: number,
): DetectionRaised {
  const { name, checks, thresholdPercent, trigger } = rule;
  return {
    key: `resource:${name}`,
    trigger: { kind: 'resource', id: name },
    title: trigger.title,
    severity: trigger.severity,
    occurrences: checks,
    streak: { length: run.length, limit: checks - 1 },
    lastSeenAt: new Date(at).toISOString(),
    evidence: {
      records: [],
      captures: {},
      values: { [`${name}Percent`]: Math.round(percent * 10) / 10, thresholdPercent, checks },
    },
    plan: trigger.plan,
  };
}
