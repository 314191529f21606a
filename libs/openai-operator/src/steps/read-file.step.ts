import { z } from 'zod';
import { checkTargetFile } from '../jobs/target-file.js';
import { readTarget } from '../jobs/read-target.js';
import { mayPatch } from '../workspace/protected-files.js';
import { defineStep, done, stop } from './step.js';

const LARGEST_BYTES = 256 * 1024;

/** Reads the file that is to be repaired, if it may be. */
export const readFileStep = defineStep({
  id: 'read-file',
  options: z.strictObject({ path: z.string() }),
  harmless: true,
  async run({ path }, { projectRoot, allowedFiles }) {
    if (path === '') return stop('refused', 'No file is known to repair: send a filePath.');
    const target = await checkTargetFile(projectRoot, path);
    if (target.outcome === 'refused') return stop('refused', target.message);
    if (!mayPatch(target.filePath, allowedFiles)) {
      return stop(
        'refused',
        `${target.filePath} is protected: tests, manifests, configuration and hidden files are changed only where CODEX_PATCHABLE_FILES lists them.`,
      );
    }
    const bytes = readTarget(projectRoot, target.filePath, LARGEST_BYTES);
    if (bytes === undefined)
      return stop('refused', `${target.filePath} is no longer the file that was checked.`);
    if (bytes.length > LARGEST_BYTES)
      return stop('refused', `${target.filePath} is larger than ${String(LARGEST_BYTES)} bytes.`);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text).equals(bytes))
      return stop('refused', `${target.filePath} is no UTF-8 text.`);
    return done(text);
  },
});
