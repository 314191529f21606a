import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { HealOutcome } from '../../heal-action.js';
import { done } from '../../outcome.js';
import { withOwnTime } from '../../time-limit.js';
import { switchCurrent } from './current-link.js';
import { FailedReleases } from './failed-releases.js';
import { LiveServices } from './live-services.js';
import { shortRevision } from './release-layout.js';
import type { Prepared } from './release-preparation.js';
import type { StepFailure } from './release-step.js';
import { writeState } from './release-state.js';

/** A rollback comes to its end also when the heal is cancelled or out of time. */
const ROLLBACK_MS = 300_000;

export interface MadeRelease {
  readonly name: string;
  readonly revision: string;
}

/** Puts a release in the place of the live one, and back where it does not prove healthy. */
@Injectable()
export class ReleaseSwitch {
  constructor(
    private readonly services: LiveServices,
    private readonly failed: FailedReleases,
  ) {}

  /** Written down before the link is switched, so that the next run knows what was not proven. */
  async goLive(prepared: Prepared, release: MadeRelease): Promise<HealOutcome> {
    const { run, state, live } = prepared;
    await writeState(run.layout.state, { ...state, trying: { ...release, previous: live } });
    run.say(`[switch] current -> releases/${release.name}`);
    await switchCurrent(run.layout.current, join('releases', release.name));
    const reloaded = await this.services.reload(run);
    const watched = reloaded.ok ? await this.services.watch(run) : reloaded;
    return watched.ok ? this.prove(prepared, release) : this.rollBack(prepared, release, watched);
  }

  private async prove({ run, state, live }: Prepared, release: MadeRelease): Promise<HealOutcome> {
    const { keep, health } = run.options;
    const proven = [...state.proven, release];
    const pruned = proven.slice(0, -keep).filter(({ name }) => name !== basename(live));
    const kept = proven.filter((one) => !pruned.includes(one));
    await writeState(run.layout.state, { ...state, proven: kept });
    for (const { name } of pruned)
      await rm(join(run.layout.releases, name), { recursive: true, force: true });
    return done(
      `Revision ${shortRevision(release.revision)} is live as ${release.name}, and was healthy for ${String(health.watchSeconds)} s. Before it: ${basename(live)}.`,
    );
  }

  private rollBack(
    prepared: Prepared,
    release: MadeRelease,
    cause: StepFailure,
  ): Promise<HealOutcome> {
    return withOwnTime(prepared.run.context, ROLLBACK_MS, async (own) => {
      const run = prepared.run.under(own);
      const { live } = prepared;
      run.say(`[rollback] ${cause.failure.message} current -> ${live}`);
      await switchCurrent(run.layout.current, live);
      const reloaded = await this.services.reload(run);
      const watched = reloaded.ok ? await this.services.watch(run, 0) : reloaded;
      const after = watched.ok
        ? 'the services were restarted on it and are healthy'
        : `but it is not healthy either: ${watched.failure.message}`;
      return this.failed.record(
        prepared,
        release,
        cause,
        `Rolled back to ${basename(live)}; ${after}`,
      );
    });
  }
}
