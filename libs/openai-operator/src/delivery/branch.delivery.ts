import { done } from '../steps/step.js';
import { commitPatch } from './commit-patch.js';
import type { Delivery } from './delivery.js';

/** A commit on a new branch. The checked-out files, the index and the current branch stay as they are. */
export const branchDelivery: Delivery = {
  id: 'branch',
  async deliver(patch, context) {
    const commit = await commitPatch(patch, context);
    if (!commit.ok) return commit;
    context.state.proposal = `on the branch ${commit.branch}`;
    return done(context.state.proposal);
  },
};
