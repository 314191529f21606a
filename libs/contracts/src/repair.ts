export const repairOutcomes = [
  'kept',
  'proposed',
  'rejected',
  'refused',
  'failed',
  'cancelled',
] as const;
/**
 * `kept`: the patch passed its gate and is in place. `proposed`: it passed and waits for people, as a
 * branch, a pull request or a diff. Where it is not kept, the tree is byte for byte as it was.
 */
export type RepairOutcome = (typeof repairOutcomes)[number];

/** What was said to and by the model, redacted. */
export interface ModelExchange {
  readonly model: string;
  readonly prompt: string;
  readonly answer: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One patch on its way through the gate; redacted and capped. */
export interface RepairAttempt {
  /** Who wrote it: `template`, `model`, `codex`; empty where the pipeline does not say. */
  readonly from: string;
  /** Which candidate of the search, and in which round; both from 1. */
  readonly candidate: number;
  readonly round: number;
  /** Whether it passed its gate. One of those that did is taken. */
  readonly passed: boolean;
  /** What the gate said, or why it never got there, with the end of the output. */
  readonly message: string;
  /** Unified diff; empty where nothing could be applied. */
  readonly diff: string;
}

/** What was asked of models, answered or not. */
export interface RepairCost {
  readonly tokens: number;
  /** In millionths of a US dollar, by CODEX_PRICES. */
  readonly microUsd: number;
}

/** A patch that was only proposed went into the project. */
export interface RepairApplied {
  readonly jobId: string;
  readonly filePath: string;
  /** `cli:alice`, `api:key-name`. */
  readonly approvedBy: string;
}

/** The error of a kept patch came back while it was watched. */
export interface RepairReverted {
  readonly jobId: string;
  readonly filePath: string;
  /** `reverted`: the file is as before the patch. `changed`: it is another by now, and was left alone. */
  readonly outcome: 'reverted' | 'changed';
  readonly message: string;
}

export interface RepairFinished {
  readonly jobId: string;
  readonly filePath: string | null;
  readonly route: string | null;
  readonly outcome: RepairOutcome;
  readonly message: string;
  /** Unified diff of what was kept or rejected; empty when there was none. */
  readonly diff: string;
  readonly durationMs: number;
  readonly exchanges: readonly ModelExchange[];
  /** Every patch that was tried, in order. Absent where no operator told. */
  readonly attempts?: readonly RepairAttempt[];
  /** Absent where no operator told. */
  readonly cost?: RepairCost;
  readonly requestedBy: string;
}
