import { Injectable } from '@nestjs/common';
import { lstatSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { failure } from '../../outcome.js';
import { installWords } from '../install-words.js';
import { readManifest } from '../manifest.js';
import { ReleaseCommands, type StepOutput } from './release-commands.js';
import { ReleaseRepository } from './release-repository.js';
import type { ReleaseRun } from './release-run.js';
import { type StepFailure, stepFailure } from './release-step.js';

const done: StepOutput = { ok: true, stdout: '' };

/** Makes a release out of a revision: checked out, installed, built and tested, in a folder of its own. */
@Injectable()
export class ReleaseBuilder {
  constructor(
    private readonly repository: ReleaseRepository,
    private readonly commands: ReleaseCommands,
  ) {}

  async make(
    run: ReleaseRun,
    folder: string,
    revision: string,
  ): Promise<{ readonly ok: true } | StepFailure> {
    const { options } = run;
    const checkedOut = await this.repository.checkOut(run, folder, revision);
    if (!checkedOut.ok) return checkedOut;
    const linked = await linkShared(run, folder);
    if (!linked.ok) return linked;
    const hasManifest = readManifest(folder) !== undefined;
    const steps = [
      ['install', options.install ?? (hasManifest && installWords(folder))],
      [
        'build',
        options.build ?? (hasManifest && (['npm', 'run', 'build', '--if-present'] as const)),
      ],
      ['test', options.test ?? (hasManifest && (['npm', 'run', 'test', '--if-present'] as const))],
    ] as const;
    for (const [step, words] of steps) {
      const made = words ? await this.commands.run(run, { step, words, cwd: folder }) : done;
      if (!made.ok) return made;
    }
    return { ok: true };
  }
}

/** What must survive from one release to the next lives beside them. */
async function linkShared(run: ReleaseRun, folder: string): Promise<StepOutput> {
  for (const name of run.options.shared) {
    const target = join(run.layout.shared, name);
    if (lstatSync(target, { throwIfNoEntry: false }) === undefined) return missing(target);
    const link = join(folder, name);
    await mkdir(dirname(link), { recursive: true });
    await rm(link, { recursive: true, force: true });
    await symlink(relative(dirname(link), target), link);
  }
  return done;
}

function missing(target: string): StepFailure {
  return stepFailure(
    'checkout',
    failure(
      'invalid-parameters',
      `There is no ${target}, which \`shared\` names. Create it, or correct \`shared\`.`,
    ),
  );
}
