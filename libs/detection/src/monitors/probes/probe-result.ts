import type { AnswerProblem } from './kinds/probe-kind.js';

/** Why a probe failed; closed, so that it can be a metric label and a word in a pattern. */
export type ProbeFailure =
  AnswerProblem | 'timeout' | 'refused' | 'dns' | 'tls' | 'network' | 'slow';

export type ProbeOutcome =
  | {
      readonly status: 'ok';
      readonly latencyMs: number;
      readonly facts: Readonly<Record<string, number>>;
    }
  | {
      readonly status: 'failed';
      readonly reason: ProbeFailure;
      /** From the network or about it: may hold anything. */
      readonly detail: string;
      /** Absent where no answer came. */
      readonly latencyMs?: number;
      readonly facts: Readonly<Record<string, number>>;
    }
  | {
      /** It was not asked, so this says nothing about it, for or against. */
      readonly status: 'unknown';
      readonly reason: 'not-allowed';
      /** Why, and what to do. */
      readonly detail: string;
      readonly latencyMs?: undefined;
      readonly facts: Readonly<Record<string, number>>;
    };

export interface ProbeResult {
  readonly probeId: string;
  /** When the answer came or was given up, in milliseconds since the epoch. */
  readonly at: number;
  readonly outcome: ProbeOutcome;
}
