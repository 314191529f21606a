import type { DetectionRaised, HealFailureReason } from '@app/contracts';
import type { Type } from '@nestjs/common';
import type { z } from 'zod';

/** What an action may know of the heal that it serves. */
export interface HealContext {
  readonly healId: string;
  readonly correlationId: string;
  readonly target: string;
  /** The newest detection of the incident; absent when a person asked for the heal. */
  readonly detection?: DetectionRaised;
  /**
   * Aborts on time-out (with a `TimeoutError` as its reason), cancellation and shutdown; the action
   * ends all that it started.
   */
  readonly signal: AbortSignal;
  /** Output as it comes, for whoever watches. Raw: redact it before it is stored or shown. */
  readonly onOutput: (text: string) => void;
}

/** How an action ended. Expected failures are outcomes; only bugs throw. */
export type HealOutcome = HealDone | HealFailure;

export interface HealDone {
  readonly ok: true;
  readonly summary: string;
  /** The end of what the action's programs wrote, without terminal colours. Raw: not redacted. */
  readonly output: string;
}

export interface HealFailure {
  readonly ok: false;
  readonly reason: HealFailureReason;
  /** What happened and what to do next. */
  readonly message: string;
  /** Whether the same act may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** As in `HealDone`. */
  readonly output: string;
}

export interface HealAction<P = unknown> {
  /** One line saying what `run` would do; runs nothing. */
  describe(parameters: P): string;
  run(parameters: P, context: HealContext): Promise<HealOutcome>;
}

/** What the registry knows of an action type. */
export interface HealActionDefinition<P = unknown> {
  /** As it stands in the pattern file, for instance `RESTART_SERVICE`. */
  readonly type: string;
  /** Parameters beside `type`; strict. Part of the pattern file's schema. */
  readonly schema: z.ZodObject & z.ZodType<P>;
  readonly action: Type<HealAction<P>>;
  /** The time limit where the parameters name no `timeoutMs`. */
  readonly defaultTimeoutMs: number;
  /** Asks a person first when started by hand; scripts pass `--yes`. */
  readonly risky: boolean;
  /** What is healed, where the pattern names no target: one heal at a time per target. */
  defaultTarget(parameters: P): string;
}
