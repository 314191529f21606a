import type { ModelClient, ModelFailureReason } from '@app/ai';
import type { PatchModel } from '@app/openai-operator';

const MAX_OUTPUT_TOKENS = 8_000;

/** A model that answers in vain is paid for it. */
const CHARGED: ReadonlySet<ModelFailureReason> = new Set([
  'timeout',
  'cancelled',
  'refused',
  'incomplete',
  'bad-answer',
]);

/** The ai lib as the operator asks for it. */
export function patchModel(client: ModelClient, name: string): PatchModel {
  return {
    name,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    async ask({ instructions, input, signal, temperature, model, schema }) {
      const answer = await client.complete({
        instructions,
        input,
        signal,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        ...(temperature === undefined ? {} : { temperature }),
        ...(model === undefined ? {} : { model }),
        ...(schema === undefined ? {} : { schema }),
      });
      if (!answer.ok)
        return {
          ok: false,
          configured: answer.reason !== 'no-key',
          charged: CHARGED.has(answer.reason),
          message: answer.message,
        };
      return { ok: true, text: answer.text, model: answer.model, ...answer.usage };
    },
  };
}
