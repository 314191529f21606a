import type {
  HealActionSpec,
  HealPlan,
  LoopLimits,
  Severity,
  VerificationPlan,
} from '@app/contracts';

/** What a trigger does where neither it nor the file's `defaults` say otherwise. */
export interface TriggerDefaults {
  readonly mode: HealPlan['mode'];
  readonly severity: Severity;
  readonly maxStreak: number;
  readonly cooldownSeconds: number;
  readonly verification: VerificationPlan;
  readonly loop: LoopLimits;
}

/** The target that an action names by itself, for instance the service that it restarts. */
export type DefaultTarget = (action: HealActionSpec) => string;

/** A pattern, probe or resource rule with every default filled in. */
export interface ResolvedTrigger {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly maxStreak: number;
  readonly plan: HealPlan;
}

/** Observe only, until the operator says otherwise. */
export const builtInDefaults: TriggerDefaults = {
  mode: 'shadow',
  severity: 'error',
  maxStreak: 0,
  cooldownSeconds: 300,
  verification: { windowSeconds: 30, settleSeconds: 2 },
  loop: { maxHeals: 3, windowSeconds: 3_600, pauseSeconds: 1_800, backoffSeconds: 60 },
};
