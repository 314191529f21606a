import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { basename, join } from 'node:path';
import type { HealContext, HealOutcome } from '../../heal-action.js';
import { done, failure } from '../../outcome.js';
import { FailedReleases } from './failed-releases.js';
import { LiveServices } from './live-services.js';
import { ReleaseBuilder } from './release-builder.js';
import { releaseLayout, releaseName, shortRevision } from './release-layout.js';
import { type Prepared, ReleasePreparation } from './release-preparation.js';
import { ReleaseRepository } from './release-repository.js';
import { ReleaseRun } from './release-run.js';
import { recentFailure } from './release-state.js';
import type { StepFailure } from './release-step.js';
import { type MadeRelease, ReleaseSwitch } from './release-switch.js';
import { ReleaseTrial } from './release-trial.js';
import type { ReleaseOptions } from './release.schema.js';

/**
 * A general restart that cannot make it worse: the new revision is fetched, installed, built, tested and
 * tried in a folder of its own; only then the link `current` is switched, the services are restarted and
 * watched, and switched back where they do not prove healthy.
 */
@Injectable()
export class ReleaseRestart {
  private readonly busy = new Set<string>();

  constructor(
    private readonly preparation: ReleasePreparation,
    private readonly repository: ReleaseRepository,
    private readonly builder: ReleaseBuilder,
    private readonly trial: ReleaseTrial,
    private readonly switcher: ReleaseSwitch,
    private readonly failed: FailedReleases,
    private readonly services: LiveServices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One run at a time in a folder. */
  async run(options: ReleaseOptions, context: HealContext): Promise<HealOutcome> {
    const { folder } = options;
    if (this.busy.has(folder)) return underWay(folder);
    this.busy.add(folder);
    try {
      const run = new ReleaseRun(options, releaseLayout(folder), context);
      const prepared = await this.preparation.prepare(run);
      const outcome = prepared.ok ? await this.release(prepared) : prepared;
      return { ...outcome, output: run.output };
    } finally {
      this.busy.delete(folder);
    }
  }

  private async release(prepared: Prepared): Promise<HealOutcome> {
    const { run, state, live } = prepared;
    const fetched = await this.repository.fetch(run);
    if (!fetched.ok) return this.keepLive(prepared, fetched);
    const { revision } = fetched;
    const short = shortRevision(revision);
    const isLive = state.proven.some(
      (one) => one.name === basename(live) && one.revision === revision,
    );
    if (isLive) return this.restartLive(prepared, `There is no newer revision than ${short}`);
    const since = this.clock.now() - run.options.retryAfterSeconds * 1_000;
    const known = recentFailure(state, revision, since);
    if (known) {
      const why = `Revision ${short} failed at "${known.step}" at ${known.at} and was left out`;
      return this.restartLive(prepared, why);
    }
    return this.take(prepared, { name: releaseName(this.clock.now(), revision), revision });
  }

  private async take(prepared: Prepared, release: MadeRelease): Promise<HealOutcome> {
    const folder = join(prepared.run.layout.releases, release.name);
    const made = await this.builder.make(prepared.run, folder, release.revision);
    const tried = made.ok ? await this.trial.run(prepared.run, folder) : made;
    return tried.ok
      ? this.switcher.goLive(prepared, release)
      : this.keepLive(prepared, tried, release);
  }

  /** Nothing was switched. A live release that is ill is restarted, since that is what was asked for. */
  private async keepLive(
    prepared: Prepared,
    cause: StepFailure,
    release?: MadeRelease,
  ): Promise<HealOutcome> {
    const after = `${basename(prepared.live)} stays live${await this.careForLive(prepared)}`;
    if (release) return this.failed.record(prepared, release, cause, after);
    return {
      ...cause.failure,
      message: `"${cause.step}" failed: ${cause.failure.message} ${after}.`,
    };
  }

  private async careForLive({ run }: Prepared): Promise<string> {
    if (run.context.signal.aborted) return '';
    const ill = await this.services.look(run)();
    if (ill === undefined) return '; it is healthy and was not touched';
    const again = await this.restartAndWatch(run);
    return again.ok
      ? `; it was not healthy (${ill}), so it was restarted, and now is`
      : `; it is not healthy, and a restart did not help: ${again.failure.message.replace(/\.$/, '')}`;
  }

  private async restartLive({ run, live }: Prepared, why: string): Promise<HealOutcome> {
    const again = await this.restartAndWatch(run);
    const what = `${why}, so ${basename(live)} was restarted`;
    return again.ok
      ? done(`${what} and is healthy.`)
      : {
          ...again.failure,
          message: `${what}, and failed at "${again.step}": ${again.failure.message}`,
        };
  }

  private async restartAndWatch(run: ReleaseRun): Promise<{ readonly ok: true } | StepFailure> {
    const reloaded = await this.services.reload(run);
    return reloaded.ok ? this.services.watch(run) : reloaded;
  }
}

function underWay(folder: string): HealOutcome {
  return failure('refused', `Another release in ${folder} is under way. Wait until it has ended.`);
}
