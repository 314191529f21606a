import { z } from 'zod';
import { projectFrames } from '../evidence/project-frames.js';
import { isProtected } from '../workspace/protected-files.js';
import { listProjectFiles } from '../workspace/project-files.js';
import { defineStep, done } from './step.js';

/**
 * Finds the source that the stack trace of an error names first; of generated code, by its source map. A
 * file that was named stays the one, unless it is generated from a source. Gives out the path; the empty
 * text where there is none.
 */
export const findFrameStep = defineStep({
  id: 'find-frame',
  options: z.strictObject({
    file: z.string().default('').describe('The file that was named; may be empty.'),
    error: z.string().describe('The end of the log.'),
  }),
  harmless: true,
  async run({ file, error }, { projectRoot, processes, say }) {
    const files = await listProjectFiles(projectRoot, processes);
    const frames = (await projectFrames(error, projectRoot, files)).filter(
      (frame) => !isProtected(frame.file),
    );
    const fits = (generated: string | undefined): boolean =>
      generated !== undefined && (file === generated || file.endsWith(`/${generated}`));
    const found = file === '' ? frames[0] : frames.find(({ generated }) => fits(generated));
    if (!found) return done(file);
    say(`The stack trace leads to ${found.file}:${String(found.line)}.`);
    return done(found.file);
  },
});
