/** The model as the operator sees it; the app binds it to the ai lib. */
export interface PatchModel {
  ask(request: {
    readonly instructions: string;
    readonly input: string;
    readonly signal: AbortSignal;
    /** 0 to 2; undefined: what the model does by itself. */
    readonly temperature: number | undefined;
    /** Undefined: the configured model. */
    readonly model: string | undefined;
  }): Promise<PatchAnswer>;
}

export type PatchAnswer =
  | {
      readonly ok: true;
      readonly text: string;
      readonly model: string;
      readonly inputTokens: number;
      readonly outputTokens: number;
    }
  /** `configured` is false when there is no model to ask. */
  | { readonly ok: false; readonly configured: boolean; readonly message: string };
