import { Inject, Injectable } from '@nestjs/common';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TraceEntry } from '../runner/trace.js';

const SUFFIX = '.jsonl';
const MOST_KEPT = 200;

/** A line of a trace file. */
export type TracedStep = TraceEntry & { readonly at: string };

/** What the tasks of each repair did, kept for the newest repairs. */
@Injectable()
export class RepairTraces {
  private readonly folder: string;

  constructor(@Inject(platformSettings.token) { dataDir }: PlatformSettings) {
    this.folder = join(dataDir, 'repairs', 'traces');
  }

  /** Where the operator of a job writes; the folder is there afterwards. */
  async pathFor(jobId: string): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return this.pathOf(jobId);
  }

  /** What is written until now, oldest first; nothing where there is no trace. */
  async read(jobId: string): Promise<readonly TracedStep[]> {
    const text = await readFile(this.pathOf(jobId), 'utf8').catch(() => '');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as TracedStep);
  }

  /** Removes all but the newest: ids of jobs begin with their time. */
  async prune(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const old = names.filter((name) => name.endsWith(SUFFIX)).sort();
    for (const name of old.slice(0, -MOST_KEPT)) await rm(join(this.folder, name), { force: true });
  }

  private pathOf(jobId: string): string {
    return join(this.folder, `${jobId}${SUFFIX}`);
  }
}
