export const MODEL_CLIENT = Symbol('ModelClient');

export interface ModelRequest {
  /** What the model is to do: our words only. */
  readonly instructions: string;
  /** What it is to work on; may quote logs and sources as data. */
  readonly input: string;
  readonly maxOutputTokens: number;
  /** 0 to 2; by default what the model does. Left out for a model that takes none. */
  readonly temperature?: number;
  /** Another model than the configured one. */
  readonly model?: string;
  readonly signal?: AbortSignal;
  /** JSON Schema that the answer must follow, where the server can hold it to one. */
  readonly schema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export const modelFailureReasons = [
  'no-key',
  'auth',
  'rate-limited',
  'timeout',
  'cancelled',
  'unreachable',
  'refused',
  'incomplete',
  'bad-answer',
] as const;
/** Closed, so that it can be a metric label. */
export type ModelFailureReason = (typeof modelFailureReasons)[number];

export type ModelAnswer =
  | { readonly ok: true; readonly text: string; readonly model: string; readonly usage: TokenUsage }
  | {
      readonly ok: false;
      readonly reason: ModelFailureReason;
      /** Whether asking again later may help. */
      readonly retryable: boolean;
      /** What happened and what to do. */
      readonly message: string;
    };

/** Asks a language model. Retries what fails in passing by itself; never rejects. */
export interface ModelClient {
  /** Whether a key is set; without one `complete` answers `no-key`. */
  readonly configured: boolean;
  complete(request: ModelRequest): Promise<ModelAnswer>;
}
