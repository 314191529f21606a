import type { DetectionRaised } from '@app/contracts';
import type { Run } from '../sustained-run.js';
import type { ResolvedResourceRule } from './resolve-resource-rule.js';
import type { ResourceReading } from './resource-sampler.js';

/** @param run that raises the detection, so a whole number of times the rule's `checks` is since the last one */
export function resourceDetection(
  rule: ResolvedResourceRule,
  { subject, value }: ResourceReading,
  run: Run,
  at: number,
): DetectionRaised {
  const { name, kind, checks, threshold, trigger } = rule;
  return {
    key: `resource:${subject === undefined ? kind.id : `${kind.id}:${subject}`}`,
    trigger: { kind: 'resource', id: kind.id },
    title: subject === undefined ? trigger.title : `${trigger.title}: ${subject}`,
    severity: trigger.severity,
    occurrences: checks,
    streak: { length: run.length, limit: checks - 1 },
    lastSeenAt: new Date(at).toISOString(),
    evidence: {
      records: [],
      captures: {},
      values: {
        [`${name}${kind.unit}`]: Math.round(value * 10) / 10,
        [`threshold${kind.unit}`]: threshold,
        checks,
        ...(subject === undefined ? {} : { path: subject }),
      },
    },
    plan: trigger.plan,
  };
}
