import { MASK } from '@app/redaction';
import { z } from 'zod';
import { applyEdits } from '../patch/apply-edits.js';
import { parseBlocks } from '../patch/parse-blocks.js';
import { INSTRUCTIONS, repairPrompt } from '../patch/prompt.js';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const optionsSchema = z.strictObject({
  file: z.string(),
  source: z.string(),
  error: z.string(),
  /** How often the model may try to write a patch that can be applied. */
  attempts: z.int().min(1).max(5).default(3),
});

type Options = z.output<typeof optionsSchema>;

/** Asks the model for a patch; gives out the file as it would be. A patch that does not fit goes back to the model. */
export const requestPatchStep = defineStep({
  id: 'request-patch',
  options: optionsSchema,
  async run(options, context): Promise<StepResult> {
    let refusal: string | undefined;
    for (let attempt = 1; attempt <= options.attempts; attempt += 1) {
      const answer = await ask(options, context, refusal);
      if (typeof answer !== 'string') return answer;
      const patched = patch(options.source, answer);
      if (patched.ok) return done(patched.text);
      refusal = patched.message;
      context.say(
        `The answer cannot be applied (try ${String(attempt)} of ${String(options.attempts)}).`,
      );
    }
    return stop('rejected', `The model wrote no patch that can be applied. ${refusal ?? ''}`);
  },
});

async function ask(
  options: Options,
  context: RunContext,
  refusal: string | undefined,
): Promise<string | StepResult> {
  const input = repairPrompt(options.file, options.source, options.error, refusal);
  const answer = await context.model.ask({
    instructions: INSTRUCTIONS,
    input,
    signal: context.signal,
  });
  if (!answer.ok) return stop(answer.configured ? 'failed' : 'refused', answer.message);
  const { text, model, inputTokens, outputTokens } = answer;
  context.exchanges.push({
    model,
    prompt: `${INSTRUCTIONS}\n\n${input}`,
    answer: text,
    inputTokens,
    outputTokens,
  });
  return text;
}

function patch(source: string, answer: string): ReturnType<typeof applyEdits> {
  // What was masked on its way to the model must not come back as code.
  if (answer.includes(MASK) && !source.includes(MASK)) {
    return {
      ok: false,
      message: `The answer contains ${MASK}, which stands for a secret. Leave those lines alone.`,
    };
  }
  const parsed = parseBlocks(answer);
  if (!parsed.ok) return parsed;
  const applied = applyEdits(source, parsed.edits);
  return applied.ok && applied.text === source
    ? { ok: false, message: 'The patch changes nothing.' }
    : applied;
}
