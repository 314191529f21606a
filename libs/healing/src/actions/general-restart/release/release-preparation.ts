import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { HealFailure } from '../../heal-action.js';
import { failure } from '../../outcome.js';
import { readCurrent, switchCurrent } from './current-link.js';
import { LiveServices } from './live-services.js';
import { isReleaseName, type ReleaseLayout } from './release-layout.js';
import { ReleaseRun } from './release-run.js';
import { type ReleaseState, readState, writeState } from './release-state.js';

/** What a run begins with: everything consistent, and what is live now. */
export interface Prepared {
  readonly ok: true;
  /** Of the services that nobody stopped. */
  readonly run: ReleaseRun;
  readonly state: ReleaseState;
  /** Where `current` leads. */
  readonly live: string;
}

/** Finds the live release, and puts right what an earlier run that was killed left behind. */
@Injectable()
export class ReleasePreparation {
  constructor(private readonly services: LiveServices) {}

  async prepare(given: ReleaseRun): Promise<Prepared | HealFailure> {
    const { layout, options } = given;
    if (readCurrent(layout.current) === undefined) return noCurrent(given);
    const found = await this.services.find(given);
    if (!found.ok) return found;
    const run = given.with({ ...options, services: [...found.services] });
    const state = await this.settle(run, readState(layout.state));
    await removeLeftovers(layout, state);
    return { ok: true, run, state, live: readCurrent(layout.current) ?? '' };
  }

  /**
   * A release that was switched to and never proven is taken back: nobody knows how far it came, and
   * whether the services run the old code or the new.
   */
  private async settle(run: ReleaseRun, state: ReleaseState): Promise<ReleaseState> {
    const { trying, ...settled } = state;
    if (!trying) return state;
    run.say(`An earlier run was interrupted at ${trying.name}; going back to ${trying.previous}.`);
    if (existsSync(resolve(run.layout.folder, trying.previous)))
      await switchCurrent(run.layout.current, trying.previous);
    const reloaded = await this.services.reload(run);
    if (!reloaded.ok) run.say(reloaded.failure.message);
    await writeState(run.layout.state, settled);
    return settled;
  }
}

/** Only folders that are named as releases are: whatever else lies there is somebody's own. */
async function removeLeftovers(layout: ReleaseLayout, state: ReleaseState): Promise<void> {
  if (!existsSync(layout.releases)) return;
  const kept = new Set(state.proven.map(({ name }) => name));
  kept.add(basename(readCurrent(layout.current) ?? ''));
  for (const name of await readdir(layout.releases)) {
    if (isReleaseName(name) && !kept.has(name))
      await rm(join(layout.releases, name), { recursive: true, force: true });
  }
}

function noCurrent({ layout, options }: ReleaseRun): HealFailure {
  const { current, releases } = layout;
  return failure(
    'invalid-parameters',
    `${current} is no link to a folder. Set up the first release by hand: git clone -b ${options.branch} ${options.repository} ${releases}/first && ln -s releases/first ${current}, then start the services by paths through ${current}.`,
  );
}
