import type { Evidence } from './evidence.js';
import type { HealPlan, Severity } from './heal-plan.js';

export interface Trigger {
  readonly kind: 'pattern' | 'resource' | 'probe';
  /** The id of the pattern, resource rule or probe. */
  readonly id: string;
}

/** A pattern, a resource rule or a probe went over its limit. */
export interface DetectionRaised {
  /** Same key, same trouble: detections of one key share one incident while it is open. */
  readonly key: string;
  readonly trigger: Trigger;
  /** What people call this trouble, for instance "api crashes". */
  readonly title: string;
  readonly severity: Severity;
  /** How often the limit was exceeded since the last detection of this key; at least 1. */
  readonly occurrences: number;
  /** Matches (or failed checks) in a row, and how many of them are still tolerated. */
  readonly streak: { readonly length: number; readonly limit: number };
  /** When the newest piece of evidence happened; ISO 8601, UTC. */
  readonly lastSeenAt: string;
  readonly evidence: Evidence;
  readonly plan: HealPlan;
}
