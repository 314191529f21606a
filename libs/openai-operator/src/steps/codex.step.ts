import { z } from 'zod';
import { requestPatchStep } from './request-patch.step.js';
import { defineStep } from './step.js';

/** Has Codex write a patch, in its sandbox: `request-patch` with `from: codex`. Its gate is ours. */
export const codexStep = defineStep({
  id: 'codex',
  options: z.strictObject({
    file: z.string().describe('The file to repair, as `target` gave it out.'),
    source: z.string().describe('Its content, as `read-file` gave it out.'),
    error: z.string().describe('The end of the log.'),
    evidence: z.string().default('').describe('What else is known, as `evidence` gave it out.'),
    model: z.string().default('').describe('Name of a model of Codex. By default its own.'),
  }),
  run: (options, context) => requestPatchStep.run({ ...options, from: 'codex' }, context),
});
