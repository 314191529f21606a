/** The model as the operator sees it; the app binds it to the ai lib. */
export interface PatchModel {
  /** Of the model that is asked unless the question names another. */
  readonly name: string;
  /** How long an answer may be. */
  readonly maxOutputTokens: number;
  ask(question: PatchQuestion): Promise<PatchAnswer>;
}

export interface PatchQuestion {
  readonly instructions: string;
  readonly input: string;
  readonly signal: AbortSignal;
  /** 0 to 2; undefined: what the model does by itself. */
  readonly temperature: number | undefined;
  /** Undefined: the configured model. */
  readonly model: string | undefined;
  /** What the answer must follow where the server can hold the model to it; by default free text. */
  readonly schema?: AnswerSchema;
}

export interface AnswerSchema {
  readonly name: string;
  /** JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export type PatchAnswer =
  | {
      readonly ok: true;
      readonly text: string;
      readonly model: string;
      readonly inputTokens: number;
      readonly outputTokens: number;
    }
  | {
      readonly ok: false;
      /** False when there is no model to ask, or no budget to ask it. */
      readonly configured: boolean;
      /** Whether it may have cost something all the same. */
      readonly charged: boolean;
      readonly message: string;
    };
