import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { askModel } from '../budget/ask-model.js';
import {
  reproductionInstructions,
  reproductionPrompt,
  scriptIn,
} from '../patch/reproduction-prompt.js';
import { type ErrorSignature, isSame, signaturesIn } from '../reproduction/error-signature.js';
import { runReproduction } from '../reproduction/run-reproduction.js';
import { defineStep, done, type RunContext, stop, type StepResult } from './step.js';

const optionsSchema = z.strictObject({
  file: z.string().describe('The file to repair, as `target` gave it out.'),
  source: z.string().describe('Its content, as `read-file` gave it out.'),
  error: z.string().describe('The end of the log.'),
  evidence: z.string().default('').describe('What else is known, as `evidence` gave it out.'),
});

/**
 * Has the model write a script that ends in the reported error. One that does so without any patch is a
 * test of each patch. Gives out the script; nothing where there is none, which is no failure, or where the
 * tests show the error already.
 */
export const reproduceStep = defineStep({
  id: 'reproduce',
  options: optionsSchema,
  async run(options, context): Promise<StepResult> {
    const { state, say, signal } = context;
    if (!state.pristine) return stop('failed', 'reproduce needs a workspace task before it.');
    const signature = signaturesIn(options.error).at(-1);
    if (!signature) return without('The log names no error that could be known again.', say);
    if (testsShow(signature, context)) return without('A failing test shows the error.', say);
    const script = await askForScript(options, context);
    if (signal.aborted) return stop('cancelled', 'The run was cancelled.');
    if (script === undefined) return without('There is no script that shows the error.', say);
    const reproduction = { script, signature };
    const { ending } = await runReproduction(reproduction, state.pristine, new Map(), context);
    if (ending !== 'same-error') return without('The script does not show the error.', say);
    state.reproduction = reproduction;
    say('A script shows the error: a patch must silence it.');
    return done(script);
  },
});

function testsShow(signature: ErrorSignature, { state: { baseline } }: RunContext): boolean {
  const output = stripVTControlCharacters(baseline?.report.run.output ?? '');
  return signaturesIn(output).some((error) => isSame(error, signature));
}

function without(message: string, say: RunContext['say']): StepResult {
  say(message);
  return done();
}

async function askForScript(
  { file, ...rest }: z.output<typeof optionsSchema>,
  context: RunContext,
): Promise<string | undefined> {
  const answer = await askModel(
    {
      instructions: reproductionInstructions,
      input: reproductionPrompt({ filePath: file, ...rest }),
      temperature: undefined,
      model: undefined,
    },
    context,
  );
  return answer.ok ? scriptIn(answer.text) : undefined;
}
