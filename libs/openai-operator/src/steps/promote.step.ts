import { join } from 'node:path';
import { z } from 'zod';
import { checkTargetFile } from '../jobs/target-file.js';
import { replaceFile } from '../workspace/replace-file.js';
import { defineStep, done, stop } from './step.js';

/** Takes the patched file over into the project: once, at the end, all at once. */
export const promoteStep = defineStep({
  id: 'promote',
  options: z.strictObject({ file: z.string(), base: z.string() }),
  async run({ file, base }, context) {
    const { projectRoot, dataDir, state } = context;
    const target = await checkTargetFile(projectRoot, file);
    if (target.outcome === 'refused') return stop('refused', target.message);
    // What was patched, not what lies in the copy: the tests ran there.
    const text = state.patched.get(target.filePath);
    if (text === undefined)
      return stop('failed', `promote has no patch of ${target.filePath}: apply-patch makes one.`);
    const replaced = replaceFile(
      join(projectRoot, target.filePath),
      Buffer.from(base),
      Buffer.from(text),
      join(dataDir, 'repairs', 'staging'),
    );
    if (!replaced) {
      return stop(
        'rejected',
        `${target.filePath} was changed by somebody else meanwhile; nothing was written.`,
      );
    }
    state.promoted = true;
    return done(target.filePath);
  },
});
