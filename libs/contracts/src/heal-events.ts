import type { HealActionSpec, HealMode } from './heal-plan.js';

/** What every heal event names: which heal, of what, by which act. */
export interface HealReference {
  readonly healId: string;
  /** The trigger's key; `manual:<target>` where a person asked. */
  readonly key: string;
  readonly target: string;
  readonly action: HealActionSpec;
  /** Which heal of this incident, from 1. */
  readonly attempt: number;
  /** The loop budget that `attempt` counts against. */
  readonly maxAttempts: number;
}

export interface HealRequested extends HealReference {
  /** `detection`, `follow-up`, or who asked: `cli:alice`, `api:key-name`. */
  readonly requestedBy: string;
  readonly reason: string;
}

export interface HealApprovalRequired extends HealReference {
  /** An approval after this moment is refused; ISO 8601, UTC. */
  readonly expiresAt: string;
}

export interface HealStarted extends HealReference {
  readonly timeoutMs: number;
  /** In a fleet with limits: higher than that of any heal of the same service that began before. */
  readonly fencingToken?: number;
}

export interface HealSucceeded extends HealReference {
  readonly durationMs: number;
  /** One line for people. */
  readonly summary: string;
  /** The end of the action's output, capped. */
  readonly output: string;
}

export const healFailureReasons = [
  'exit-code',
  'timeout',
  'cancelled',
  'not-found',
  'invalid-parameters',
  'unreachable',
  'refused',
  'repair-failed',
  'unhealthy',
  'interrupted',
  'internal-error',
] as const;
/** Closed, so that it can be a metric label. */
export type HealFailureReason = (typeof healFailureReasons)[number];

export interface HealFailed extends HealReference {
  readonly durationMs: number;
  readonly reason: HealFailureReason;
  /** What happened and what to do next, in one line. */
  readonly message: string;
  readonly retryable: boolean;
  readonly output: string;
}

export const healSkipReasons = [
  'shadow',
  'dev-mode',
  'no-action',
  'paused',
  'dependency-down',
  'cooldown',
  'in-progress',
  'backoff',
  'loop-open',
  'awaiting-approval',
] as const;
export type HealSkipReason = (typeof healSkipReasons)[number];

export interface HealSkipped {
  readonly key: string;
  readonly target: string;
  readonly mode: HealMode;
  readonly action?: HealActionSpec;
  readonly reason: HealSkipReason;
  readonly detail: string;
  /** When the reason ends, where that is known; ISO 8601, UTC. */
  readonly until?: string;
}

export interface AutomationPaused {
  /** Null: everything. */
  readonly target: string | null;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly reason: string;
  readonly who: string;
}

export interface AutomationResumed {
  readonly target: string | null;
  readonly who: string;
}

export interface HealVerified extends HealReference {
  readonly silentSeconds: number;
  /** From the incident's first detection to this proof. */
  readonly downtimeMs: number;
}

export const ineffectiveReasons = ['trigger-fired', 'probe-failed', 'probe-unknown'] as const;
export type IneffectiveReason = (typeof ineffectiveReasons)[number];

export interface HealIneffective extends HealReference {
  readonly reason: IneffectiveReason;
  readonly message: string;
}

export interface HealLoopReference {
  readonly key: string;
  readonly target: string;
  readonly actionType: string;
}

export interface HealLoopOpened extends HealLoopReference {
  readonly heals: number;
  readonly windowSeconds: number;
  /** When the one trial heal is allowed; ISO 8601, UTC. */
  readonly retryAt: string;
}

export interface HealLoopClosed extends HealLoopReference {
  readonly by: 'trial-verified' | 'person' | 'healthy';
  readonly who?: string;
  /** Detections that were counted, not healed, while the loop was open. */
  readonly suppressed: number;
}

export interface IncidentResolved {
  readonly key: string;
  readonly target: string;
  readonly title: string;
  /** `verified`: a heal was proven. `quiet`: it passed by itself. `person`: somebody closed it. */
  readonly by: 'verified' | 'quiet' | 'person';
  readonly downtimeMs: number;
  readonly heals: number;
  readonly detections: number;
}
