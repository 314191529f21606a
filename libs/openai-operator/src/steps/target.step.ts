import { z } from 'zod';
import { checkTargetFile } from '../jobs/target-file.js';
import { defineStep, done, stop } from './step.js';

/** Settles which file is to be repaired: inside the project, a regular file, no link. Gives out its path. */
export const targetStep = defineStep({
  id: 'target',
  options: z.strictObject({
    file: z.string().describe('Absolute, or relative to the project.'),
  }),
  harmless: true,
  async run({ file }, { projectRoot, say }) {
    if (file === '') return stop('refused', 'No file is known to repair: send a filePath.');
    const target = await checkTargetFile(projectRoot, file);
    if (target.outcome === 'refused') return stop('refused', target.message);
    say(`The file to repair is ${target.filePath}.`);
    return done(target.filePath);
  },
});
