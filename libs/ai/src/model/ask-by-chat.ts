import type OpenAI from 'openai';
import type { ModelAnswer, ModelRequest } from './model-client.js';
import { badAnswer, incomplete, refused } from './openai-failure.js';

/** One question by the Chat Completions API, for servers that have nothing newer. */
export async function askByChat(
  client: OpenAI,
  model: string,
  request: ModelRequest,
): Promise<ModelAnswer> {
  const completion = await client.chat.completions.create(
    {
      model,
      messages: [
        { role: 'system', content: request.instructions },
        { role: 'user', content: request.input },
      ],
      max_completion_tokens: request.maxOutputTokens,
      ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
      ...(request.schema
        ? {
            response_format: {
              type: 'json_schema' as const,
              json_schema: { strict: true, ...request.schema },
            },
          }
        : {}),
    },
    request.signal ? { signal: request.signal } : {},
  );
  const choice = completion.choices[0];
  if (!choice) return badAnswer('The model gave no answer.');
  if (choice.message.refusal) return refused(choice.message.refusal);
  if (choice.finish_reason === 'length') return incomplete('max_output_tokens');
  return {
    ok: true,
    text: choice.message.content ?? '',
    model: completion.model,
    usage: {
      inputTokens: completion.usage?.prompt_tokens ?? 0,
      outputTokens: completion.usage?.completion_tokens ?? 0,
    },
  };
}
