import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { done, stop } from '../steps/step.js';
import { replaceFile } from '../workspace/replace-file.js';
import { APPLIED, type Delivery } from './delivery.js';

/** Into the project: once, at the end, all at once. */
export const applyDelivery: Delivery = {
  id: 'apply',
  async deliver(patch, { projectRoot, dataDir, state, fixes }) {
    const { filePath, base, text } = patch;
    await fixes.begin(patch);
    const replaced = replaceFile(
      join(realpathSync(projectRoot), filePath),
      Buffer.from(base),
      Buffer.from(text),
      join(dataDir, 'repairs', 'staging'),
    );
    if (replaced) state.promoted = true;
    await fixes.finish(replaced);
    return replaced
      ? done(APPLIED)
      : stop(
          'rejected',
          `${filePath} was changed by somebody else meanwhile; nothing was written.`,
        );
  },
};
