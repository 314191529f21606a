import type { Severity } from './heal-plan.js';

export const alertKinds = [
  'detected',
  'approval',
  'start',
  'success',
  'failure',
  'loop',
  'recovery',
  'notice',
  'summary',
] as const;
/** `loop` is always critical; `recovery` closes what an earlier alert opened; `notice` is about the watchdog itself; `summary` explains what an earlier alert told. */
export type AlertKind = (typeof alertKinds)[number];

export interface AlertLink {
  readonly label: string;
  readonly url: string;
}

/** An error in plain words, and who wrote them. */
export interface ErrorSummary {
  readonly summary: string;
  readonly rootCauses: readonly string[];
  readonly filesToInvestigate: readonly string[];
  readonly source: 'model' | 'rules';
}

/** The slots of an alert in reading order; each channel lays them out in its own format. All text is redacted. */
export interface AlertMessage {
  readonly kind: AlertKind;
  readonly severity: Severity;
  readonly service: string;
  /** The id of the pattern, resource rule or probe; absent where a person or the watchdog itself is the cause. */
  readonly pattern?: string;
  /** Status and service in one sentence, for instance "api recovered in 14 s after restart." */
  readonly headline: string;
  /** Who must act, and how: "No action needed.", or the command to run. */
  readonly whoMustAct: string;
  readonly symptom?: string;
  /** For instance "RESTART_SERVICE api (2 of 3): ineffective". */
  readonly action?: string;
  /** At most ten lines. */
  readonly evidence: readonly string[];
  readonly summary?: ErrorSummary;
  readonly links: readonly AlertLink[];
  readonly host: string;
  readonly incidentId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What is to be known of the message itself, for instance that it may be a repeat. */
  readonly note?: string;
}

export interface AlertRaised {
  readonly alertId: string;
  readonly message: AlertMessage;
}
