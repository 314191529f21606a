export const repairOutcomes = ['kept', 'rejected', 'refused', 'failed', 'cancelled'] as const;
/** `kept`: the patch passed its gate. Otherwise the tree is byte for byte as it was. */
export type RepairOutcome = (typeof repairOutcomes)[number];

/** What was said to and by the model, redacted. */
export interface ModelExchange {
  readonly model: string;
  readonly prompt: string;
  readonly answer: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
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
  readonly requestedBy: string;
}
