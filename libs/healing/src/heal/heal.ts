import type {
  DetectionRaised,
  HealActionSpec,
  HealReference,
  LoopLimits,
  VerificationPlan,
} from '@app/contracts';

export const healStatuses = [
  'awaiting-approval',
  'requested',
  'running',
  'verifying',
  'verified',
  'ineffective',
  'failed',
  'rejected',
  'expired',
  'cancelled',
] as const;
export type HealStatus = (typeof healStatuses)[number];

/** Not over yet: no second heal of the same target beside one of these. */
export const activeStatuses: readonly HealStatus[] = ['requested', 'running', 'verifying'];

/** One heal from its request to its end; a row before it is an act. All times ISO 8601, UTC. */
export interface Heal {
  readonly id: string;
  readonly incidentId: string;
  /** The trigger's key; `manual:<target>` where a person asked. */
  readonly key: string;
  readonly target: string;
  readonly action: HealActionSpec;
  readonly status: HealStatus;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly requestedBy: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly verification: VerificationPlan;
  readonly loop: LoopLimits;
  /** Absent when a person asked. */
  readonly detection?: DetectionRaised;
  /** Until when an approval counts; set while one is awaited. */
  readonly expiresAt?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly verifiedAt?: string;
  /** Somebody wants it to end; its executor sees to that. */
  readonly cancelRequested?: boolean;
  /** False: doing the same again is no use; set when it failed. */
  readonly retryable?: boolean;
  /** How it ended, in one line. */
  readonly result?: string;
}

/** What every event of a heal says of it. */
export function referenceOf(heal: Heal): HealReference {
  const { id, key, target, action, attempt, maxAttempts } = heal;
  return { healId: id, key, target, action, attempt, maxAttempts };
}
