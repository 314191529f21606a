import { z } from 'zod';
import type { AnswerSchema } from '../patch-model.js';
import type { ParsedEdits } from './edit.js';

const answerSchema = z.strictObject({
  edits: z
    .array(
      z.strictObject({
        search: z
          .string()
          .refine((text) => text.trim() !== '', 'must not be empty')
          .describe('Whole lines of the file, exactly as they are, enough to be found once.'),
        replace: z.string().describe('What takes their place.'),
      }),
    )
    .min(1),
});

/** Edits as structured output, for a server that can hold its model to a JSON Schema. */
export const editsSchema: AnswerSchema = { name: 'edits', schema: z.toJSONSchema(answerSchema) };

/** @returns undefined where the answer is no JSON object, so in another form */
export function parseStructured(answer: string): ParsedEdits | undefined {
  if (!answer.trimStart().startsWith('{')) return undefined;
  const { data, error } = answerSchema.safeParse(jsonOf(answer));
  return error
    ? {
        ok: false,
        message: `The answer is not the JSON that was asked for: ${z.prettifyError(error)}`,
      }
    : { ok: true, edits: data.edits };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
