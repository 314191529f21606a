import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseCommands, type StepOutput } from './release-commands.js';
import type { ReleaseRun } from './release-run.js';
import type { StepFailure } from './release-step.js';

type Fetched = { readonly ok: true; readonly revision: string } | StepFailure;

/** A bare repository beside the releases, and the working copies that come out of it. */
@Injectable()
export class ReleaseRepository {
  constructor(private readonly commands: ReleaseCommands) {}

  /** Brings the branch up to date, forced pushes included, and says where it stands. */
  async fetch(run: ReleaseRun): Promise<Fetched> {
    const { repository, branch } = run.options;
    const ref = `refs/heads/${branch}`;
    const ready = await this.initialise(run);
    if (!ready.ok) return ready;
    const words = ['fetch', '--quiet', '--no-tags', '--', repository, `+${ref}:${ref}`] as const;
    const fetched = await this.git(run, words);
    if (!fetched.ok) return fetched;
    const parsed = await this.git(run, ['rev-parse', '--verify', `${ref}^{commit}`]);
    return parsed.ok ? { ok: true, revision: parsed.stdout.trim() } : parsed;
  }

  /** A working copy with a history of its own: nothing of it is left when its folder is removed. */
  async checkOut(run: ReleaseRun, folder: string, revision: string): Promise<StepOutput> {
    const { repository, folder: base } = run.layout;
    await mkdir(run.layout.releases, { recursive: true });
    const clone = ['git', 'clone', '--quiet', '--shared', '--no-checkout', '--'] as const;
    const cloned = await this.commands.run(run, {
      step: 'checkout',
      words: [...clone, repository, folder],
      cwd: base,
    });
    if (!cloned.ok) return cloned;
    return this.commands.run(run, {
      step: 'checkout',
      words: ['git', 'checkout', '--quiet', '--detach', revision],
      cwd: folder,
    });
  }

  private async initialise(run: ReleaseRun): Promise<StepOutput> {
    const { repository, folder } = run.layout;
    if (existsSync(join(repository, 'HEAD'))) {
      await removeLocks(repository);
      return { ok: true, stdout: '' };
    }
    const words = ['git', 'init', '--quiet', '--bare', '--', repository] as const;
    return this.commands.run(run, { step: 'fetch', words, cwd: folder });
  }

  private git(run: ReleaseRun, args: readonly string[]): Promise<StepOutput> {
    // Git's housekeeping ends with the command, else it would be ended in the middle.
    const words = ['git', '-c', 'gc.autoDetach=false', ...args] as const;
    return this.commands.run(run, { step: 'fetch', words, cwd: run.layout.repository });
  }
}

/** A git that was killed leaves its locks, which nobody else holds: this repository is ours alone. */
async function removeLocks(repository: string): Promise<void> {
  const names = await readdir(repository, { recursive: true });
  const locks = names.filter((name) => name.endsWith('.lock'));
  for (const lock of locks) await rm(join(repository, lock), { force: true });
}
