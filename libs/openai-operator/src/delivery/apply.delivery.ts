import { join } from 'node:path';
import { done, stop } from '../steps/step.js';
import { replaceFile } from '../workspace/replace-file.js';
import { APPLIED, type Delivery } from './delivery.js';

/** Into the project: once, at the end, all at once. */
export const applyDelivery: Delivery = {
  id: 'apply',
  deliver({ filePath, base, text }, { projectRoot, dataDir, state }) {
    const replaced = replaceFile(
      join(projectRoot, filePath),
      Buffer.from(base),
      Buffer.from(text),
      join(dataDir, 'repairs', 'staging'),
    );
    if (!replaced) {
      const message = `${filePath} was changed by somebody else meanwhile; nothing was written.`;
      return Promise.resolve(stop('rejected', message));
    }
    state.promoted = true;
    return Promise.resolve(done(APPLIED));
  },
};
