import { z } from 'zod';
import { instructionsFor, repairPrompt } from '../patch/prompt.js';
import { readAnswer } from '../patch/read-answer.js';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const optionsSchema = z.strictObject({
  file: z.string().describe('The file to repair, as `target` gave it out.'),
  source: z.string().describe('Its content, as `read-file` gave it out.'),
  error: z.string().describe('The end of the log.'),
  evidence: z.string().default('').describe('What else is known, as `evidence` gave it out.'),
});

/**
 * Asks the model for a patch; gives out the file as it would be. Within a search, later rounds show the
 * model what it wrote before and why it was not taken.
 */
export const requestPatchStep = defineStep({
  id: 'request-patch',
  options: optionsSchema,
  async run(options, context): Promise<StepResult> {
    const answer = await ask(options, context);
    if (typeof answer !== 'string') return answer;
    if (context.state.attempt) context.state.attempt.answer = answer;
    const patched = readAnswer(answer, options.source, options.file);
    return patched.ok ? done(patched.text) : stop('rejected', patched.message);
  },
});

async function ask(
  { file, source, error, evidence }: z.output<typeof optionsSchema>,
  { state, model, signal }: RunContext,
): Promise<string | StepResult> {
  const refusals = state.attempt?.refusals ?? [];
  const prompt = { filePath: file, source, error, evidence, refusals };
  const [instructions, input] = [instructionsFor(prompt), repairPrompt(prompt)];
  const answer = await model.ask({ instructions, input, signal });
  if (!answer.ok) return stop(answer.configured ? 'failed' : 'refused', answer.message);
  const { text, model: name, inputTokens, outputTokens } = answer;
  const asked = `${instructions}\n\n${input}`;
  state.exchanges.push({ model: name, prompt: asked, answer: text, inputTokens, outputTokens });
  return text;
}
