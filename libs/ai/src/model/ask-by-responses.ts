import type OpenAI from 'openai';
import type { ModelAnswer, ModelRequest } from './model-client.js';
import { incomplete, refused } from './openai-failure.js';

/** One question by the Responses API. */
export async function askByResponses(
  client: OpenAI,
  model: string,
  request: ModelRequest,
): Promise<ModelAnswer> {
  const response = await client.responses.create(
    {
      model,
      instructions: request.instructions,
      input: request.input,
      max_output_tokens: request.maxOutputTokens,
      ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
      store: false,
      ...(request.schema
        ? { text: { format: { type: 'json_schema' as const, strict: true, ...request.schema } } }
        : {}),
    },
    request.signal ? { signal: request.signal } : {},
  );
  const refusal = response.output
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .find((content) => content.type === 'refusal');
  if (refusal) return refused(refusal.refusal);
  if (response.status === 'incomplete') return incomplete(response.incomplete_details?.reason);
  return {
    ok: true,
    text: response.output_text,
    model: response.model,
    usage: {
      inputTokens: response.usage?.input_tokens ?? 0,
      outputTokens: response.usage?.output_tokens ?? 0,
    },
  };
}
