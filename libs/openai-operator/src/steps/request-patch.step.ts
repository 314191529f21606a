import { z } from 'zod';
import type { Proposal } from '../candidates/candidate-source.js';
import { candidateSources } from '../candidates/registry.js';
import { answerForms } from '../patch/prompt.js';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const optionsSchema = z.strictObject({
  file: z.string().describe('The file to repair, as `target` gave it out.'),
  source: z.string().describe('Its content, as `read-file` gave it out.'),
  error: z.string().describe('The end of the log.'),
  evidence: z.string().default('').describe('What else is known, as `evidence` gave it out.'),
  from: z
    .enum(candidateSources.map(({ id }) => id) as [string, ...string[]])
    .default('model')
    .describe('Who writes the patch.'),
  temperature: z
    .union([z.literal(''), z.coerce.number().min(0).max(2)])
    .default('')
    .describe('How freely a model writes. By default what the model does by itself.'),
  model: z.string().default('').describe('Name of another model. By default OPENAI_MODEL.'),
  answer: z
    .enum(['', ...answerForms])
    .default('')
    .describe('How a model writes: `text` (the default), or `structured`: by JSON Schema.'),
});

/**
 * Has a candidate source write a patch; gives out the file as it would be. Within a search, later rounds
 * show the source what it wrote before and why it was not taken.
 */
export const requestPatchStep = defineStep({
  id: 'request-patch',
  options: optionsSchema,
  async run(options, context): Promise<StepResult> {
    const { spent, attempt } = context.state;
    const spentBecause = spent.get(options.from);
    if (spentBecause) return spentBecause;
    const proposal = await propose(options, context);
    if (context.signal.aborted) return stop('cancelled', 'The run was cancelled.');
    if (attempt && 'answer' in proposal) attempt.answer = proposal.answer;
    switch (proposal.outcome) {
      case 'proposed':
        return (await rejectedBefore(options, proposal.text, context)) ?? done(proposal.text);
      case 'unusable':
        return stop('rejected', proposal.message);
      case 'none':
      case 'failed': {
        const failure = stop(proposal.outcome === 'none' ? 'refused' : 'failed', proposal.message);
        spent.set(options.from, failure);
        return failure;
      }
    }
  },
});

async function propose(
  options: z.output<typeof optionsSchema>,
  context: RunContext,
): Promise<Proposal> {
  const source = candidateSources.find(({ id }) => id === options.from);
  if (!source) return { outcome: 'failed', message: `There is no source "${options.from}".` };
  const { file, source: content, error, evidence, temperature, model, answer } = options;
  return source.propose(
    {
      file,
      source: content,
      error,
      evidence,
      refusals: context.state.attempt?.refusals ?? [],
      temperature: temperature === '' ? undefined : temperature,
      model: model === '' ? undefined : model,
      answer: answer === '' ? 'text' : answer,
    },
    context,
  );
}

/** The same patch again would meet the same end: that needs no second run of the tests. */
async function rejectedBefore(
  { file: filePath, error }: z.output<typeof optionsSchema>,
  text: string,
  { state, fixes }: RunContext,
): Promise<StepResult | undefined> {
  const reason = state.rejected.get(text);
  if (reason !== undefined)
    return stop('rejected', `This patch was tried before and not taken: ${reason}`);
  return (await fixes.wasReverted({ filePath, text, error }))
    ? stop('rejected', 'This patch was in place before, and the error came back.')
    : undefined;
}
