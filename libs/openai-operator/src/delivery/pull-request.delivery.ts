import { done, stop } from '../steps/step.js';
import { commitPatch } from './commit-patch.js';
import type { Delivery } from './delivery.js';
import { describePatch } from './describe-patch.js';
import { findForge } from './find-forge.js';
import { openRequest } from './open-request.js';
import { git } from './git.js';

/** A commit on a new branch, pushed to the remote and proposed there. */
export const pullRequestDelivery: Delivery = {
  id: 'pull-request',
  async deliver(patch, context) {
    const { delivery, state } = context;
    const place = await findForge(context);
    if ('ok' in place) return place;
    const commit = await commitPatch(patch, context);
    if (!commit.ok) return commit;
    const { branch } = commit;
    const pushed = await git(
      ['push', '--quiet', delivery.remote, `refs/heads/${branch}:refs/heads/${branch}`],
      context,
      place.pushEnvironment,
    );
    if (!pushed.ok)
      return stop('failed', `The branch ${branch} could not be pushed: ${pushed.message}`);
    const opened = await openRequest(
      place,
      { branch, ...(await describePatch(patch, context)) },
      context.signal,
    );
    if (!opened.ok) return stop('failed', `The branch ${branch} is pushed, but ${opened.message}`);
    state.proposal = `at ${opened.url}`;
    return done(state.proposal);
  },
};
