import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealFailure } from '../../heal-action.js';
import { shortRevision } from './release-layout.js';
import type { Prepared } from './release-preparation.js';
import { withFailed, writeState } from './release-state.js';
import type { StepFailure } from './release-step.js';

/** What becomes of a revision that did not work out. */
@Injectable()
export class FailedReleases {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Removes its folder and remembers it, unless the heal was cancelled: that says nothing of the revision.
   *
   * @param after what is live now, without a final dot
   */
  async record(
    { run, state }: Prepared,
    { name, revision }: { readonly name: string; readonly revision: string },
    { step, failure }: StepFailure,
    after: string,
  ): Promise<HealFailure> {
    const at = new Date(this.clock.now()).toISOString();
    const next = run.context.signal.aborted ? state : withFailed(state, { revision, step, at });
    await writeState(run.layout.state, next);
    await rm(join(run.layout.releases, name), { recursive: true, force: true });
    const what = `Revision ${shortRevision(revision)} failed at "${step}": ${failure.message}`;
    return { ...failure, message: `${what} ${after}.` };
  }
}
