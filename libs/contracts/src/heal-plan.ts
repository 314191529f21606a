/** How bad a detection is, least first. */
export const severities = ['info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** `shadow` says what it would do, `approve` waits for a person, `auto` acts. */
export const healModes = ['shadow', 'approve', 'auto'] as const;
export type HealMode = (typeof healModes)[number];

/** A heal action by its registered type, with that type's own parameters beside it. */
export interface HealActionSpec {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

/** One act, and what it is done to: alerts, locks and loop guards go by the target's name. */
export interface HealStep {
  readonly action: HealActionSpec;
  readonly target: string;
}

/** How to prove that a heal helped. Exit code 0 is no proof. */
export interface VerificationPlan {
  /** The trigger must stay silent for this long after the action ended. */
  readonly windowSeconds: number;
  /** Lines this soon after the action are forgiven: the service is still coming up. */
  readonly settleSeconds: number;
  /** The probe that must answer well through the window; without one, silence alone decides. */
  readonly probe?: string;
}

/** When to stop healing what does not get better. */
export interface LoopLimits {
  /** Heals allowed within the window before the loop opens. At least 1. */
  readonly maxHeals: number;
  readonly windowSeconds: number;
  /** Heals allowed within 24 hours: stops loops too slow for the window. Absent: as many as the window lets pass. */
  readonly maxHealsPerDay?: number;
  /** How long an open loop waits before its one trial heal. */
  readonly pauseSeconds: number;
  /** The first wait after an ineffective heal; doubles with each further one. */
  readonly backoffSeconds: number;
}

/** All that healing needs to know of a trigger; travels with its detections. */
export interface HealPlan {
  readonly mode: HealMode;
  /** Absent: the trigger only alerts. */
  readonly action?: HealActionSpec;
  /** What is tried, in this order, once what stands before it has proved ineffective; absent: nothing. */
  readonly escalation?: readonly HealStep[];
  /** The service as people call it: alerts and locks go by this name. */
  readonly target: string;
  readonly cooldownSeconds: number;
  readonly verification: VerificationPlan;
  readonly loop: LoopLimits;
  readonly runbook?: string;
}
